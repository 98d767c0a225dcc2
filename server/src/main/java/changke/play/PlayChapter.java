package changke.play;

import changke.rewards.PublishedRule;
import changke.rewards.RuleChapter;
import changke.shared.Words;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Play's chapter of the rulebook: the wheel's odds, streaks, quests, what can be hidden.
@Component
class PlayChapter implements RuleChapter {

  private final WheelPeriods periods;
  private final QuestRows quests;
  private final PlaySettings settings;
  private final Clock clock;

  PlayChapter(WheelPeriods periods, QuestRows quests, PlaySettings settings, Clock clock) {
    this.periods = periods;
    this.quests = quests;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String key() {
    return "80-play";
  }

  @Override
  public Words title() {
    return new Words("玩法", "Play");
  }

  @Override
  public List<PublishedRule> rules() {
    var rules = new ArrayList<PublishedRule>();
    periods.openOrNext(clock.instant()).ifPresent(period -> rules.add(wheel(period.plan())));
    rules.add(fairness());
    rules.add(streak());
    rules.add(hidden());
    quests.all().stream()
        .filter(quest -> quest.endedAt() == null)
        .map(PlayChapter::quest)
        .forEach(rules::add);
    return List.copyOf(rules);
  }

  private static PublishedRule wheel(WheelPlan plan) {
    return new PublishedRule(
        "wheel",
        plan.version(),
        new Words("转盘的概率", "Odds of the wheel"),
        new Words(
            "每天 %d 次,本期共 %d 次,免费。%s"
                .formatted(plan.spinsADay(), plan.spinsAPeriod(), odds(plan, true)),
            "%d spins a day, %d in the period, free. %s"
                .formatted(plan.spinsADay(), plan.spinsAPeriod(), odds(plan, false))));
  }

  private static String odds(WheelPlan plan, boolean chinese) {
    return plan.prizes().stream()
        .map(prize -> {
          var percent = BigDecimal.valueOf(prize.partsPerMillion(), 4).stripTrailingZeros();
          var stock = prize.stock();
          var substitute = prize.substitute();
          var text = name(prize, chinese) + " " + percent.toPlainString() + "%";
          if (stock == null || substitute == null) {
            return text;
          }
          var then = name(plan.prize(substitute), chinese);
          return text
              + (chinese
                  ? "(%d 份,发完换成 %s)".formatted(stock, then)
                  : " (%d of them, then %s)".formatted(stock, then));
        })
        .collect(Collectors.joining(chinese ? ";" : "; ", "", chinese ? "。" : "."));
  }

  private static String name(Prize prize, boolean chinese) {
    return prize.name().in(chinese ? "zh" : "en");
  }

  private PublishedRule fairness() {
    return new PublishedRule(
        "wheel-fairness",
        1,
        new Words("转盘怎么抽", "How the wheel draws"),
        new Words(
            "开放前公布服务器种子的 SHA-256,结束后公布种子。每次抽取是 HMAC(服务器种子, 个人种子:次数),任何人都可以重新计算。奖品发完由公布的替代兑现,概率不变。单个奖品价值不超过 %s 元。平台工作人员不参加。"
                .formatted(cap()),
            "The SHA-256 of the server’s seed is public before a period and the seed after it. A draw is HMAC(server seed, own seed:count), which anyone can compute again. When a prize is gone its published substitute pays and the odds stay. No prize is worth more than %s yuan. People who work for the house are excluded."
                .formatted(cap())));
  }

  private String cap() {
    return BigDecimal.valueOf(settings.prizeCapMinor(), 2).toPlainString();
  }

  private PublishedRule streak() {
    return new PublishedRule(
        "streak",
        1,
        new Words("签到", "Check-in"),
        new Words(
            "每天一件有用的事就算,日期按本人时区、以服务器时钟为准。每满七天得 %d 积分。%d 张冻结卡自动补上缺的日子,每满七天补足。缺得更多就重新开始,已得到的不收回。"
                .formatted(settings.weekPoints(), Streak.FREEZES),
            "One useful act a day counts, in the person’s own time zone and by the server’s clock. Every seventh day pays %d points. %d freezes bridge missed days by themselves, and are there again after every seventh day. When more is missed the streak starts over, and what was earned stays."
                .formatted(settings.weekPoints(), Streak.FREEZES)));
  }

  private static PublishedRule hidden() {
    return new PublishedRule(
        "switch",
        1,
        new Words("关闭玩法", "Switching play off"),
        new Words(
            "一个开关立刻隐藏所有玩法,什么都不会丢;关闭期间不计数,连续记录等着。展示页默认不公开。",
            "One switch hides all of play at once and loses nothing; nothing counts meanwhile and streaks wait. Showcases are closed until their owner opens them."));
  }

  private static PublishedRule quest(Quest quest) {
    var zh = quest.kind() == Quest.Kind.DAILY ? "每天可做" : "做一次";
    var en = quest.kind() == Quest.Kind.DAILY ? "Every day" : "Once";
    var what = QuestFacts.words(quest.fact());
    var apart = quest.apart() != null;
    return new PublishedRule(
        "quest-" + quest.id(),
        1,
        quest.name(),
        new Words(
            "%s:%s %d 次%s,得%s。"
                .formatted(zh, what.zh(), quest.times(), apart ? "(各不相同)" : "", gains(quest, true)),
            "%s: %s, %s%s; brings %s."
                .formatted(
                    en,
                    what.en(),
                    quest.times() == 1 ? "once" : quest.times() + " times",
                    apart ? ", each of another" : "",
                    gains(quest, false))));
  }

  private static String gains(Quest quest, boolean chinese) {
    var points = chinese ? " " + quest.points() + " 积分" : quest.points() + " points";
    var badge = chinese ? "一枚徽章" : "a badge";
    if (quest.badge() == null) {
      return points;
    }
    return quest.points() == 0 ? badge : points + (chinese ? "和" : " and ") + badge;
  }
}
