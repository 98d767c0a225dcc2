package changke.trials;

import changke.identity.Audit;
import changke.messaging.GlobalHoldout;
import changke.rewards.PublishedRule;
import changke.rewards.RuleChapter;
import changke.shared.PersonId;
import changke.shared.Words;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The list of holdouts, and the chapter of the rulebook that states them: one for everything, and
/// one for each journey. What is owed is never held out; whoever sends it does not ask here.
@Component
public class Holdouts implements RuleChapter {

  public static final String GLOBAL = "global";

  /// Ten in a hundred, unless somebody said otherwise.
  public static final int USUAL_JOURNEY_BP = 1_000;

  /// More than half would be a shop that leaves people alone.
  public static final int MOST_BP = 5_000;

  private static final String OF_JOURNEYS = "journey:";

  private final HoldoutRows rows;
  private final GlobalHoldout messages;
  private final Audit audit;
  private final Clock clock;

  Holdouts(HoldoutRows rows, GlobalHoldout messages, Audit audit, Clock clock) {
    this.rows = rows;
    this.messages = messages;
    this.audit = audit;
    this.clock = clock;
  }

  /// The very one that every message is decided by.
  public HeldOut global() {
    return new HeldOut(GLOBAL, rows.find(GLOBAL).map(HeldOut::version).orElse(0), messages.now());
  }

  /// That of a journey, by its key.
  public HeldOut ofJourney(String key) {
    var name = OF_JOURNEYS + key;
    return rows.find(name).orElseGet(() -> HeldOut.of(name, USUAL_JOURNEY_BP, 0));
  }

  /// The global one, then those that somebody changed.
  public List<HeldOut> all() {
    var all = new ArrayList<HeldOut>();
    all.add(global());
    rows.all().stream().filter(one -> !one.name().equals(GLOBAL)).forEach(all::add);
    return all;
  }

  /// Changes a share; false for one that is none. People who are left alone stay so when it grows.
  @Transactional
  public boolean change(String name, int shareBp, PersonId by) {
    var fits = name.equals(GLOBAL) || name.matches("journey:[a-z0-9][a-z0-9._-]{0,79}");
    if (!fits || shareBp < 0 || shareBp > MOST_BP) {
      return false;
    }
    if (name.equals(GLOBAL)) {
      messages.change(shareBp / 10_000.);
    }
    rows.put(name, shareBp, by, clock.instant());
    audit.note(by, "holdout.changed", name + " " + shareBp + " of 10000");
    return true;
  }

  @Override
  public String key() {
    return "90-holdouts";
  }

  @Override
  public Words title() {
    return new Words("不打扰的人", "People who are left alone");
  }

  @Override
  public List<PublishedRule> rules() {
    var rules = new ArrayList<PublishedRule>();
    var global = global();
    rules.add(
        new PublishedRule(
            GLOBAL,
            global.version(),
            new Words("全局对照", "The global holdout"),
            new Words(
                percent(global)
                    + "% 的人收不到营销消息,这样才能知道打扰别人有没有用。由编号的哈希决定,固定不变。应得的(订单、补偿、续费通知、公布的奖励)从不扣下。",
                percent(global)
                    + " % of people get no marketing messages, so that it shows whether they help"
                    + " the others. A hash of the id decides, and it stays. What is owed (orders,"
                    + " compensation, renewal notices, published rewards) is never held back.")));
    rules.add(
        new PublishedRule(
            "journeys",
            0,
            new Words("每个旅程的对照", "The holdout of each journey"),
            new Words(
                "每个触达旅程另有 " + USUAL_JOURNEY_BP / 100 + "% 的人不参加,除非下面另有说明;也由哈希决定,固定不变。",
                "Each journey leaves another "
                    + USUAL_JOURNEY_BP / 100
                    + " % of people out, unless it is said otherwise below; a hash decides here too,"
                    + " and it stays.")));
    rows.all().stream()
        .filter(one -> one.name().startsWith(OF_JOURNEYS))
        .forEach(one -> {
          var journey = one.name().substring(OF_JOURNEYS.length());
          rules.add(
              new PublishedRule(
                  one.name(),
                  one.version(),
                  new Words("旅程 " + journey, "Journey " + journey),
                  new Words(percent(one) + "% 不参加。", percent(one) + " % are left out.")));
        });
    return rules;
  }

  private static String percent(HeldOut one) {
    return BigDecimal.valueOf(one.shareBp(), 2).stripTrailingZeros().toPlainString();
  }
}
