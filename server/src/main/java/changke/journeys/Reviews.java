package changke.journeys;

import changke.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The weekly look at every journey: what it brought, what is switched off and why. Harm is looked
/// for every day.
@Component
public class Reviews {

  private static final Duration WEEK = Duration.ofDays(7);

  private final JourneyRows journeys;
  private final Journeys lives;
  private final EffectRows effects;
  private final ReviewRows rows;
  private final ReviewLetters letters;
  private final Mail mail;
  private final Ids ids;
  private final Clock clock;

  Reviews(
      JourneyRows journeys,
      Journeys lives,
      EffectRows effects,
      ReviewRows rows,
      ReviewLetters letters,
      Mail mail,
      Ids ids,
      Clock clock) {
    this.journeys = journeys;
    this.lives = lives;
    this.effects = effects;
    this.rows = rows;
    this.letters = letters;
    this.mail = mail;
    this.ids = ids;
    this.clock = clock;
  }

  /// What was found of one journey.
  ///
  /// @param evidence the effect as it was read then, as JSON
  public record Found(UUID journey, Instant at, Finding finding, String evidence) {}

  /// What a journey has brought so far.
  public Effect effect(Journey journey) {
    var arms = effects.arms(journey.id(), clock.instant());
    return Effect.of(
        effects.reach(journey.id()),
        arms.getOrDefault("TREATED", EffectRows.Side.NOBODY),
        arms.getOrDefault("JOURNEY", EffectRows.Side.NOBODY),
        mail.clicks(journey));
  }

  /// The last review, by journey.
  public List<Found> last() {
    return rows.last();
  }

  /// Earlier findings about one journey, the latest first.
  public List<Found> of(UUID journey) {
    return rows.of(journey);
  }

  /// Looks at every journey that people are in. Once a week what is found is kept and told to the
  /// operators; on other days only harm is acted upon.
  @Transactional
  public List<Found> look() {
    var now = clock.instant();
    var weekly =
        rows.lastAt().map(last -> !now.isBefore(last.plus(WEEK).minusSeconds(3_600))).orElse(true);
    var found = new ArrayList<Found>();
    for (var journey : journeys.all()) {
      if (journey.state() == Journey.State.LIVE || journey.state() == Journey.State.PAUSED) {
        one(journey, now, weekly).ifPresent(found::add);
      }
    }
    if (!found.isEmpty()) {
      rows.insert(found, ids);
      letters.tell(found);
    }
    return found;
  }

  private Optional<Found> one(Journey journey, Instant now, boolean weekly) {
    var effect = effect(journey);
    var finding = Finding.of(effect);
    if (!weekly && finding != Finding.HARM) {
      return Optional.empty();
    }
    var evidence = evidence(effect, finding);
    if (finding.switchesOff()) {
      lives.off(journey.id(), null, evidence);
    }
    return Optional.of(new Found(journey.id(), now, finding, evidence));
  }

  static String evidence(Effect effect, Finding finding) {
    var json =
        Json.object()
            .put("finding", finding.name())
            .put("reach", effect.reach())
            .put("treated", effect.treated())
            .put("held", effect.held())
            .put("sent", effect.clicks().sent())
            .put("clicked", effect.clicks().clicked())
            .put("clickUpper", effect.clicks().upper())
            .put("goalTreated", effect.goalTreated())
            .put("goalHeld", effect.goalHeld())
            .put("costMinor", effect.costMinor());
    effect
        .goal()
        .ifPresent(reading ->
            json.putObject("goal")
                .put("estimate", reading.estimate())
                .put("low", reading.low())
                .put("high", reading.high()));
    effect
        .net()
        .ifPresent(reading ->
            json.putObject("net")
                .put("estimate", reading.estimate())
                .put("low", reading.low())
                .put("high", reading.high()));
    return json.toString();
  }
}
