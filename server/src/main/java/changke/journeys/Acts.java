package changke.journeys;

import changke.identity.Person;
import changke.rewards.CouponGift;
import changke.rewards.CouponGranted;
import changke.rewards.Coupons;
import changke.rewards.Earned;
import changke.rewards.Gift;
import changke.rewards.Rewards;
import changke.rewards.Studio;
import changke.shared.Ids;
import changke.shared.Money;
import changke.webhooks.EventKind;
import changke.webhooks.Owner;
import changke.webhooks.WebhookMessage;
import changke.webhooks.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Does what steps do, in the transaction of the step and under its name, so that a step that is
/// begun again after a crash does it once.
@Component
class Acts {

  private final Mail mail;
  private final Coupons coupons;
  private final Rewards rewards;
  private final Studio studio;
  private final Webhooks webhooks;
  private final PeopleRows people;
  private final TaskRows tasks;
  private final Ids ids;

  Acts(
      Mail mail,
      Coupons coupons,
      Rewards rewards,
      Studio studio,
      Webhooks webhooks,
      PeopleRows people,
      TaskRows tasks,
      Ids ids) {
    this.mail = mail;
    this.coupons = coupons;
    this.rewards = rewards;
    this.studio = studio;
    this.webhooks = webhooks;
    this.people = people;
    this.tasks = tasks;
    this.ids = ids;
  }

  /// What a step brought about.
  ///
  /// @param costMinor what it may cost the house at most
  record Effect(String outcome, @Nullable String detail, long costMinor) {}

  /// Who it is for and why.
  record For(Journey journey, Definition definition, Instance one, Person person, Instant now) {}

  Effect perform(Action action, For whom) {
    var one = whom.one();
    return switch (action) {
      case Action.Message message -> {
        var sent = mail.send(message, variables(message, whom), whom);
        yield new Effect(sent.outcome(), sent.detail(), 0);
      }
      case Action.Coupon coupon -> coupon(coupon, whom);
      case Action.Points points -> points(points, whom);
      case Action.Tag tag -> {
        people.tag(one.person(), tag.tag(), tag.on(), one.id(), whom.now());
        yield new Effect(tag.on() ? "TAGGED" : "UNTAGGED", tag.tag(), 0);
      }
      case Action.Task task -> {
        tasks.insert(
            ids.next(),
            one.request(),
            one.journey(),
            one.person(),
            task.title(),
            whom.now(),
            whom.now().plus(Duration.ofDays(task.dueDays())));
        yield new Effect("ASKED", null, 0);
      }
      case Action.Hook hook -> {
        webhooks.send(
            new WebhookMessage(
                one.request(),
                Owner.PLATFORM,
                EventKind.JOURNEY_STEP,
                Map.of(
                    "journey", whom.journey().key(),
                    "version", one.version(),
                    "step", one.node(),
                    "tells", hook.kind(),
                    "person", one.person().toString())));
        yield new Effect("TOLD", hook.kind(), 0);
      }
    };
  }

  private Effect coupon(Action.Coupon coupon, For whom) {
    var cause =
        whom.definition().byPrediction() ? CouponGift.Cause.PREDICTION : CouponGift.Cause.RULE;
    var granted =
        coupons.grant(
            new CouponGift(
                whom.one().person(), coupon.terms(), whom.one().request(), cause, why(whom)));
    return switch (granted) {
      case CouponGranted.Granted(var id, var until) ->
          new Effect("GRANTED", id.toString(), worth(coupon.terms()));
      case CouponGranted.Before(var id) -> new Effect("GRANTED", id.toString(), 0);
      case CouponGranted.Refused(var reason) -> new Effect("REFUSED", reason.name(), 0);
    };
  }

  /// At most what the terms take off; what a percent without a cap takes off is known when it is
  /// used.
  long worth(String terms) {
    return coupons
        .inForce(terms)
        .map(found ->
            found.offMinor() != null
                ? found.offMinor()
                : found.capMinor() != null ? found.capMinor() : 0L)
        .orElse(0L);
  }

  long worth(int points) {
    return studio.worthOf(points);
  }

  private Effect points(Action.Points points, For whom) {
    var given =
        rewards.give(
            new Gift(
                whom.one().person(),
                whom.one().request(),
                points.points(),
                "journey",
                "journey " + whom.journey().key(),
                whom.one().version(),
                whom.journey().key(),
                Duration.ZERO,
                points.lifeDays(),
                why(whom)));
    return switch (given) {
      case Earned.Lots(var number, var at) ->
          new Effect("GIVEN", Long.toString(number), studio.worthOf(number));
      case Earned.Before(var number) -> new Effect("GIVEN", Long.toString(number), 0);
      case Earned.Nothing(var reason) -> new Effect("REFUSED", reason.name(), 0);
    };
  }

  private static Map<String, String> why(For whom) {
    return Map.of(
        "journey", whom.journey().key(),
        "version", Integer.toString(whom.one().version()),
        "step", whom.one().node());
  }

  /// The texts of a message; what the entering event does not say is left out.
  private static Map<String, String> variables(Action.Message message, For whom) {
    var filled = new TreeMap<String, String>();
    message
        .variables()
        .forEach((name, value) -> text(value, whom).ifPresent(text -> filled.put(name, text)));
    return filled;
  }

  private static Optional<String> text(String value, For whom) {
    var entry = whom.one().entry();
    if (value.equals("$person.name")) {
      return Optional.of(whom.person().name());
    }
    if (value.startsWith("$money:")) {
      return money(entry, value.substring("$money:".length()));
    }
    return value.startsWith("$")
        ? Match.Properties.first(entry, value.substring(1))
        : Optional.of(value);
  }

  /// An amount in minor units and the currency beside it, as messages are told money.
  private static Optional<String> money(Map<String, Object> entry, String property) {
    var minor = Match.Properties.first(entry, property).map(Match.Properties::number);
    var currency = Match.Properties.first(entry, "currency");
    try {
      return minor.isEmpty() || currency.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Money.of(minor.get().longValueExact(), currency.get()).major().toPlainString()
                  + " "
                  + currency.get());
    } catch (ArithmeticException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
