package changke.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a delivery is tried again, and when no more: the schedule of Standard Webhooks.
final class Schedule {

  static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /// The first one is at once.
  static final int TRIES = PAUSES.size() + 1;

  /// Nobody is waited for longer than the longest pause.
  static final Duration LONGEST_WISH = Duration.ofHours(24);

  /// An address for which no try went well for so long is switched off when a delivery is given up.
  static final Duration PATIENCE = Duration.ofDays(5);

  /// A pause is up to a tenth shorter or longer, so that what failed together does not come back
  /// together.
  private static final double JITTER = 0.1;

  /// What follows a try.
  sealed interface Next {

    record Accepted() implements Next {}

    record Again(Instant at) implements Next {}

    record GivenUp() implements Next {}

    record SwitchedOff(Endpoint.Why why) implements Next {}
  }

  private Schedule() {}

  /// @param step how many tries there were since the schedule began, this one counted
  /// @param failingSince the first try of the address that nothing good has followed
  /// @param chance from 0 to 1
  static Next after(
      Answer answer, int step, @Nullable Instant failingSince, Instant now, double chance) {
    if (answer.isGood()) {
      return new Next.Accepted();
    }
    if (answer.isGone()) {
      return new Next.SwitchedOff(Endpoint.Why.GONE);
    }
    if (step < TRIES) {
      return new Next.Again(now.plus(pause(step, answer.retryAfter(), chance)));
    }
    return failingSince != null && !failingSince.isAfter(now.minus(PATIENCE))
        ? new Next.SwitchedOff(Endpoint.Why.FAILING)
        : new Next.GivenUp();
  }

  private static Duration pause(int step, @Nullable Duration wish, double chance) {
    var base = PAUSES.get(step - 1).toMillis();
    var own = Duration.ofMillis(Math.round(base * (1 - JITTER + 2 * JITTER * chance)));
    if (wish == null || wish.compareTo(own) <= 0) {
      return own;
    }
    return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
  }
}
