package changke.rewards;

import changke.shared.Money;
import changke.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules in plain words, made from their data alone: the same data gives the same words.
final class Plain {

  private Plain() {}

  static PublishedRule worth(Worth worth, Currency currency) {
    var pays = new Money(worth.minorPerHundred(), currency);
    var from = worth.from().getEpochSecond() < 1_000_000_000L ? "" : Phrases.day(worth.from());
    return new PublishedRule(
        "worth-" + worth.from().getEpochSecond(),
        1,
        new Words("积分值多少", "What a point is worth"),
        new Words(
            "100 积分可抵 " + Phrases.zh(pays) + (from.isEmpty() ? "。" : ",自 " + from + " 起。"),
            "100 points pay "
                + Phrases.en(pays)
                + (from.isEmpty() ? "." : ", from " + from + " on.")));
  }

  static List<PublishedRule> points(RewardSettings settings) {
    return List.of(
        new PublishedRule(
            "notice",
            1,
            new Words("积分贬值要提前说", "Worth falls only with notice"),
            new Words(
                "一个积分能抵的钱要变少,至少提前 " + settings.noticeDays() + " 天公布。",
                "What a point pays falls only "
                    + settings.noticeDays()
                    + " days or more after it was announced.")),
        new PublishedRule(
            "order",
            1,
            new Words("先用快到期的", "What expires first is used first"),
            new Words(
                "花积分时先用最早到期的一批;退款退回原来的批次,若已过期,再给 " + settings.graceDays() + " 天。",
                "Points that expire first are spent first. A refund returns to where they came from;"
                    + " what has expired meanwhile lives "
                    + settings.graceDays()
                    + " days longer.")),
        new PublishedRule(
            "pending",
            1,
            new Words("待入账", "Pending"),
            new Words(
                "购物得到的积分在可以退款的期限过后入账;只按付的钱计算。退款会收回相应积分,已经花掉的记为欠分,从以后的积分里扣。",
                "Points for a purchase can be used once it can no longer be given back, and count"
                    + " what was paid in money. A refund takes them back; what was spent already is"
                    + " owed and paid from later points.")),
        new PublishedRule(
            "reminder",
            1,
            new Words("到期提醒", "Reminder"),
            new Words(
                "到期前三天按你的时区提醒。",
                "Three days before points expire you are told, in your own time zone.")));
  }

  static PublishedRule earning(EarnRule rule) {
    var zh = new ArrayList<String>();
    var en = new ArrayList<String>();
    if (rule.points() > 0) {
      zh.add("每次 " + rule.points() + " 积分");
      en.add(rule.points() + " points each time");
    }
    if (rule.rateBp() > 0) {
      zh.add("每付 100 元得 " + rule.rateBp() + " 积分");
      en.add(rule.rateBp() + " points for every 100.00 paid");
    }
    cap(zh, en, rule.timesADay(), "每天最多 %d 次", "at most %d times a day");
    cap(zh, en, rule.dayCap(), "每天最多 %d 积分", "at most %d points a day");
    cap(zh, en, rule.monthCap(), "每月最多 %d 积分", "at most %d points a month");
    cap(zh, en, rule.totalCap(), "总共发 %d 积分,发完为止", "%d points in all, while they last");
    if (rule.pendingDays() > 0) {
      zh.add(rule.pendingDays() + " 天后可用");
      en.add("usable after " + rule.pendingDays() + " days");
    }
    zh.add("有效 " + rule.lifeDays() + " 天");
    en.add("valid for " + rule.lifeDays() + " days");
    until(zh, en, rule.validUntil());
    return rule(rule.key(), rule.version(), rule.title(), zh, en);
  }

  static PublishedRule tier(TierLevel level, Currency currency) {
    var zh = new ArrayList<String>();
    var en = new ArrayList<String>();
    if (level.spendMinor() > 0 || level.orders() > 0) {
      var spend = new Money(level.spendMinor(), currency);
      zh.add("一年内消费 " + Phrases.zh(spend) + " 且 " + level.orders() + " 单");
      en.add(Phrases.en(spend) + " spent and " + level.orders() + " orders within a year");
    }
    if (level.benefits().contains(Benefit.EARLY_ACCESS)) {
      zh.add("新品提前 " + level.earlyHours() + " 小时");
      en.add("new things " + level.earlyHours() + " hours early");
    }
    if (level.quotaFactor() > 1) {
      zh.add("限购放宽到 " + level.quotaFactor() + " 倍");
      en.add(level.quotaFactor() + " times the usual quantities");
    }
    level.benefits().stream()
        .filter(benefit -> benefit != Benefit.EARLY_ACCESS)
        .sorted()
        .forEach(benefit -> {
          zh.add(Phrases.zh(benefit));
          en.add(Phrases.en(benefit));
        });
    if (zh.isEmpty()) {
      zh.add("注册即是");
      en.add("from signing up on");
    }
    return rule(tierKey(level.tier()), level.version(), name(level.tier()), zh, en);
  }

  static Words name(Tier tier) {
    return switch (tier) {
      case BRONZE -> new Words("青铜", "Bronze");
      case SILVER -> new Words("白银", "Silver");
      case GOLD -> new Words("黄金", "Gold");
      case PLATINUM -> new Words("铂金", "Platinum");
    };
  }

  static PublishedRule tierMoves() {
    return new PublishedRule(
        "z-moves",
        1,
        new Words("升级与降级", "Up and down"),
        new Words(
            "达到条件立即升级。不再满足时先通知,保留 " + TierRules.GRACE.toDays() + " 天,其间重新满足就不变。",
            "A tier rises at once. When its conditions are not met any more you are told, and it"
                + " stays for "
                + TierRules.GRACE.toDays()
                + " days; met again by then, nothing changes."));
  }

  /// What benefits mean; `usual` and `fast` is how long a merchant may be silent.
  static PublishedRule benefits(Duration usual, Duration fast) {
    return new PublishedRule(
        "z-benefits",
        1,
        new Words("权益是什么", "What benefits mean"),
        new Words(
            "新品抢先:标明开放时间的商品,可以提前下单。会员日折扣:会员日自动生效。优先客服:交到平台的投诉排在前面。极速退款:投诉后商家 "
                + fast.toHours()
                + " 小时(其他会员 "
                + usual.toHours()
                + " 小时)不答复,就自动换卡或退款。专属顾问:会员页上有姓名和地址。",
            "Early access: what has an opening time can be ordered before it. Member-day discount:"
                + " taken off by itself on the day. Priority lane: complaints that come before the"
                + " house stand first. Fast refund: a merchant who is silent about a complaint for "
                + fast.toHours()
                + " hours (for others "
                + usual.toHours()
                + ") has agreed to another card or the money back. A personal adviser: name and"
                + " address are on the membership page."));
  }

  static PublishedRule terms(Terms terms, Currency currency) {
    var zh = new ArrayList<String>();
    var en = new ArrayList<String>();
    amount(terms, currency, zh, en);
    if (terms.thresholdMinor() > 0) {
      var from = new Money(terms.thresholdMinor(), currency);
      zh.add("满 " + Phrases.zh(from) + " 可用");
      en.add("from " + Phrases.en(from) + " on");
    }
    where(zh, en, terms.offers().size(), terms.merchant() != null);
    zh.add(Phrases.zh(terms.audience()));
    en.add(Phrases.en(terms.audience()));
    cap(zh, en, terms.perPerson(), "每人 %d 张", "%d per person");
    cap(zh, en, terms.againDays(), "每 %d 天", "every %d days");
    cap(zh, en, terms.totalLimit(), "共 %d 张", "%d in all");
    zh.add("领取后 " + terms.lifeDays() + " 天内有效");
    en.add("valid for " + terms.lifeDays() + " days");
    if (terms.alone()) {
      zh.add("不与其他优惠同用");
      en.add("not together with anything else");
    }
    if (terms.claimable()) {
      zh.add("本类顾客人人可领");
      en.add("everyone of this class can claim it");
    }
    until(zh, en, terms.validUntil());
    return rule(terms.key(), terms.version(), terms.title(), zh, en);
  }

  private static void amount(Terms terms, Currency currency, List<String> zh, List<String> en) {
    var cap = terms.capMinor() == null ? null : new Money(terms.capMinor(), currency);
    switch (terms.kind()) {
      case FIXED -> {
        var off = new Money(terms.offMinor() == null ? 0 : terms.offMinor(), currency);
        zh.add("减 " + Phrases.zh(off));
        en.add(Phrases.en(off) + " off");
      }
      case PERCENT -> {
        zh.add(
            "减 "
                + Phrases.percent(terms.offBp())
                + "%"
                + (cap == null ? "" : ",最多 " + Phrases.zh(cap)));
        en.add(
            Phrases.percent(terms.offBp())
                + " % off"
                + (cap == null ? "" : ", up to " + Phrases.en(cap)));
      }
      case TRIAL -> {
        zh.add("一件免费试用" + (cap == null ? "" : ",最多 " + Phrases.zh(cap)));
        en.add("one piece to try for nothing" + (cap == null ? "" : ", up to " + Phrases.en(cap)));
      }
    }
  }

  static PublishedRule stacking() {
    return new PublishedRule(
        "z-stacking",
        1,
        new Words("怎样叠加", "What goes with what"),
        new Words(
            "先算活动价:每件商品最多一个活动,取减得最多的;再从每家店的券里用减得最多的一张;最后从平台券里用减得最多的一张。"
                + "单独使用的券若减得更多,就只用它。一样多时先用快到期的。减的钱按各件金额比例分摊,分毫不差。"
                + "券用到的商品全部退回时,券也退回。",
            "Promotions first, at most one for each line, the one that takes off most; then of each"
                + " shop's coupons the one that takes off most; then of the platform's. A coupon that"
                + " stands alone replaces all that when it takes off more. Between equals the one that"
                + " expires first. What is taken off is split over the lines by what they cost, to the"
                + " last cent. A coupon comes back when everything it was used for does."));
  }

  static PublishedRule promotion(Promotion promotion, Currency currency) {
    return promotion(promotion, currency, true);
  }

  /// Beside the offer and with its end in the reader's own time, neither has to be said again.
  static PublishedRule beside(Promotion promotion, Currency currency) {
    return promotion(promotion, currency, false);
  }

  private static PublishedRule promotion(Promotion promotion, Currency currency, boolean whole) {
    var zh = new ArrayList<String>();
    var en = new ArrayList<String>();
    var price = promotion.priceMinor() == null ? null : new Money(promotion.priceMinor(), currency);
    switch (promotion.kind()) {
      case PRICE -> add(zh, en, "一件 " + Phrases.zh(price), Phrases.en(price) + " a piece");
      case PERCENT ->
          add(
              zh,
              en,
              "减 " + Phrases.percent(promotion.offBp()) + "%",
              Phrases.percent(promotion.offBp()) + " % off");
      case FREE_PIECES ->
          add(
              zh,
              en,
              "买 " + promotion.buy() + " 送 " + promotion.free(),
              "buy " + promotion.buy() + ", get " + promotion.free());
      case SET -> add(zh, en, "一套 " + Phrases.zh(price), Phrases.en(price) + " together");
    }
    if (whole) {
      where(zh, en, promotion.offers().size(), promotion.merchant() != null);
    }
    add(zh, en, Phrases.zh(promotion.audience()), Phrases.en(promotion.audience()));
    cap(zh, en, promotion.monthDay(), "每月 %d 日", "on day %d of the month");
    cap(zh, en, promotion.weekDay(), "每周第 %d 天", "on day %d of the week");
    cap(zh, en, promotion.stock(), "共 %d 件", "%d pieces");
    cap(zh, en, promotion.perPerson(), "每人 %d 件", "%d per person");
    until(zh, en, whole ? promotion.validUntil() : null);
    return rule(promotion.key(), promotion.version(), promotion.title(), zh, en);
  }

  static PublishedRule exchange(Exchange exchange) {
    var zh = new ArrayList<String>();
    var en = new ArrayList<String>();
    add(zh, en, "需 " + exchange.points() + " 积分", "for " + exchange.points() + " points");
    var right = exchange.right();
    if (right != null) {
      add(
          zh,
          en,
          Phrases.zh(right.benefit()) + " " + right.days() + " 天,再换就接着算",
          Phrases.en(right.benefit()) + " for " + right.days() + " days, one after the other");
    }
    return rule(exchange.key(), exchange.version(), exchange.title(), zh, en);
  }

  static PublishedRule rate(Rate rate) {
    return new PublishedRule(
        "rate-" + rate.key(),
        rate.version(),
        rate.title(),
        new Words(
            "每份换 " + rate.pointsAUnit() + " 积分,有效 " + rate.lifeDays() + " 天。",
            rate.pointsAUnit() + " points for each, valid for " + rate.lifeDays() + " days."));
  }

  private static String tierKey(Tier tier) {
    return switch (tier) {
      case BRONZE -> "1-bronze";
      case SILVER -> "2-silver";
      case GOLD -> "3-gold";
      case PLATINUM -> "4-platinum";
    };
  }

  private static PublishedRule rule(
      String key, int version, Words title, List<String> zh, List<String> en) {
    return new PublishedRule(
        key, version, title, new Words(String.join(";", zh) + "。", String.join("; ", en) + "."));
  }

  /// What it can be used for, where that is not everything.
  private static void where(List<String> zh, List<String> en, int offers, boolean ofOneShop) {
    if (offers > 0) {
      add(zh, en, "限指定的 " + offers + " 种商品", "for " + offers + " named offers");
    } else if (ofOneShop) {
      add(zh, en, "限本店商品", "for one shop");
    }
  }

  private static void add(List<String> zh, List<String> en, String inZh, String inEn) {
    zh.add(inZh);
    en.add(inEn);
  }

  private static void cap(
      List<String> zh, List<String> en, @Nullable Number cap, String inZh, String inEn) {
    if (cap != null) {
      zh.add(inZh.replace("%d", cap.toString()));
      en.add(inEn.replace("%d", cap.toString()));
    }
  }

  private static void until(List<String> zh, List<String> en, @Nullable Instant until) {
    if (until != null) {
      zh.add("到 " + Phrases.day(until));
      en.add("until " + Phrases.day(until));
    }
  }
}
