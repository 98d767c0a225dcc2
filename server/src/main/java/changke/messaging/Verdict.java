package changke.messaging;

import changke.engine.trial.Holdout;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whether a message goes out now, later or never. The decision is a function of what is known at
/// that moment; the same one is made when the message is asked for and when a held one may leave.
sealed interface Verdict {

  /// Names the global holdout; `engine.trial` says who is in it.
  String HOLDOUT_SEED = "changke.messages";

  /// It goes to these addresses, and takes a place in the person's day when it is marketing.
  ///
  /// @param displaces the weaker message that gives its place up; null when there is room
  /// @param hour the hour that was chosen, when it is this one
  record Go(List<Address> to, @Nullable UUID displaces, @Nullable BestHour hour)
      implements Verdict {}

  record Wait(Instant until, Reason reason, @Nullable BestHour hour) implements Verdict {}

  record No(Reason reason) implements Verdict {}

  /// What is decided about.
  ///
  /// @param weights the person's or the shop's hours; null when it may not wait for the best one
  record Question(
      MessageTemplate template,
      Contact contact,
      Priority priority,
      @Nullable Instant expires,
      @Nullable List<Double> weights,
      String requestKey) {}

  static Verdict of(Question question, Standing standing, Instant now) {
    var expires = question.expires();
    if (expires != null && !now.isBefore(expires)) {
      return new No(Reason.EXPIRED);
    }
    var ways =
        standing.ways(question.template(), question.template().purpose(), question.contact());
    if (ways.none() != null) {
      return new No(ways.none());
    }
    return question.template().purpose() == Purpose.TRANSACTIONAL
        ? new Go(ways.open(), null, null)
        : marketing(question, standing, ways.open(), now);
  }

  private static Verdict marketing(
      Question question, Standing standing, List<Address> ways, Instant now) {
    var calm = standing.calm();
    if (!question.template().draft().owed()
        && holdout(standing.holdout()).holds(question.contact().person().toString())) {
      return new No(Reason.HOLDOUT);
    }
    if (!calm.perDay().admits(0) || !calm.perWeek().admits(0)) {
      return new No(Reason.CAPPED);
    }
    var quiet = Objects.requireNonNull(calm.quiet());
    var hour = hour(question, quiet, now);
    if (hour != null && hour.waits(now)) {
      return new Wait(hour.at(), Reason.BEST_TIME, hour);
    }
    var open = quiet.open(now, question.contact().zone());
    if (open.isAfter(now)) {
      var expires = question.expires();
      return expires != null && !open.isBefore(expires)
          ? new No(Reason.QUIET)
          : new Wait(open, Reason.QUIET, null);
    }
    return capped(question, standing, calm, ways, hour);
  }

  static Holdout holdout(double share) {
    return new Holdout(HOLDOUT_SEED, share);
  }

  private static @Nullable BestHour hour(Question question, QuietHours quiet, Instant now) {
    return question.weights() == null
        ? null
        : BestHour.choose(
                now,
                question.contact().zone(),
                quiet,
                question.expires(),
                question.weights(),
                question.requestKey())
            .orElse(null);
  }

  private static Verdict capped(
      Question question,
      Standing standing,
      Calm calm,
      List<Address> ways,
      @Nullable BestHour hour) {
    if (calm.perDay().admits(standing.today()) && calm.perWeek().admits(standing.thisWeek())) {
      return new Go(ways, null, hour);
    }
    var weakest = standing.weakest();
    return weakest != null && weakest.priority().compareTo(question.priority()) < 0
        ? new Go(ways, weakest.id(), hour)
        : new No(Reason.CAPPED);
  }
}
