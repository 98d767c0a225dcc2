package changke.rewards;

import changke.shared.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Referral and contribution in the rulebook.
@Component
class ReferralChapter implements RuleChapter {

  private final ReferralRuleRows rules;

  ReferralChapter(ReferralRuleRows rules) {
    this.rules = rules;
  }

  @Override
  public String key() {
    return "70-referral";
  }

  @Override
  public Words title() {
    return new Words("推荐与贡献", "Referral and contribution");
  }

  @Override
  public List<PublishedRule> rules() {
    var published = new ArrayList<PublishedRule>();
    rules.inForce().forEach(rule -> published.add(published(rule)));
    published.add(
        new PublishedRule(
            "never",
            1,
            new Words("从不", "Never"),
            new Words(
                "注册和人头不付;加入不收费;没有团队,没有按团队的级别,没有第三级。只算还没有在这里买过的人;不付给自己,平台和店铺的人不计。设备、地址、支付账户以指纹比对,有疑点由人带着证据决定。",
                "Nothing for registrations or headcount; no fee to join; no team, no rank by team, no third level. Only people count who had bought nothing here before; nobody earns from themselves, and people of the house and of the shop do not count. Devices, addresses and payment accounts are compared as fingerprints; where something speaks against a reward, a person decides with the evidence.")));
    published.add(contribution());
    return List.copyOf(published);
  }

  private static PublishedRule published(ReferralRule rule) {
    var first = percent(rule.firstBp());
    var zh =
        new StringBuilder(
            "从链接来的人 %d 天内完成并留下的购买,推荐人得金额 %s 的积分,完成 %d 天后到账,退款收回,三十天最多 %d 积分。"
                .formatted(rule.windowDays(), first, rule.pendingDays(), rule.monthCap()));
    var en =
        new StringBuilder(
            "For purchases within %d days that are completed and kept, the promoter gets %s in points, %d days after completion, taken back with refunds, at most %d points in thirty days."
                .formatted(rule.windowDays(), first, rule.pendingDays(), rule.monthCap()));
    if (rule.levels() == 2) {
      zh.append("推荐该推荐人的人得 %s,只付积分。".formatted(percent(rule.secondBp())));
      en.append(
          " Whoever sent the promoter gets %s, in points only."
              .formatted(percent(rule.secondBp())));
    }
    return new PublishedRule(
        "region-" + rule.region(),
        rule.version(),
        new Words("推荐(" + rule.region() + ")", "Referral (" + rule.region() + ")"),
        new Words(zh.toString(), en.toString()));
  }

  private static PublishedRule contribution() {
    var zh = new ArrayList<String>();
    var en = new ArrayList<String>();
    for (var kind : Contribution.Kind.values()) {
      zh.add(zh(kind) + " " + kind.weight());
      en.add(kind.name().toLowerCase(Locale.ROOT) + " " + kind.weight());
    }
    return new PublishedRule(
        "contribution",
        1,
        new Words("贡献值", "Contribution"),
        new Words(
            "分数 = Σ 分量 × 2^(−天数 / %d),计两年;分量:%s。对同一个人的同类行为只算最新一次,不针对某个人的每天一次。与积分无关。"
                .formatted((int) ContributionRules.HALF_LIFE_DAYS, String.join("、", zh)),
            "Score = Σ weight × 2^(−days / %d) over two years; weights: %s. Of the acts of one kind for the same person only the newest counts, of acts for nobody in particular one a day. It is not points."
                .formatted((int) ContributionRules.HALF_LIFE_DAYS, String.join(", ", en))));
  }

  private static String zh(Contribution.Kind kind) {
    return switch (kind) {
      case INVITE -> "邀请";
      case SHARE -> "分享";
      case HELP -> "帮助";
      case CREATE -> "创作";
    };
  }

  private static String percent(int basisPoints) {
    return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + "%";
  }
}
