package changke.journeys;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What a step is decided by, as far as it concerns one person.
///
/// @param seen events that are watched for, in the order of their own times
/// @param known values of traits as text; empty for what is not known
/// @param leftAlone whether nothing at all is sent to the person, to measure everything
record Knowledge(
    ZoneId zone,
    List<Match.Seen> seen,
    Set<String> tags,
    java.util.function.Predicate<UUID> segments,
    java.util.function.Function<String, Optional<String>> known,
    java.util.function.BooleanSupplier leftAlone) {

  /// Events that count for an instance: from the entering event on, and not the entering event.
  Optional<Match.Seen> happened(Match match, Instance one, Instant until) {
    return seen.stream()
        .filter(event -> !event.at().isBefore(one.happenedAt()) && !event.at().isAfter(until))
        .filter(event -> !event.fact().equals(one.fact()) && match.fits(event, one.entry()))
        .min(Comparator.comparing(Match.Seen::at));
  }

  /// The same without events that a wait was over by already.
  Optional<Match.Seen> unused(Match match, Instance one, Instant until) {
    return seen.stream()
        .filter(event -> !event.at().isBefore(one.happenedAt()) && !event.at().isAfter(until))
        .filter(event -> !event.fact().equals(one.fact()) && !one.used().contains(event.fact()))
        .filter(event -> match.fits(event, one.entry()))
        .min(Comparator.comparing(Match.Seen::at));
  }

  boolean holds(Condition condition, Instance one, Instant now) {
    return switch (condition) {
      case Condition.Not not -> !holds(not.condition(), one, now);
      case Condition.Belongs belongs -> segments.test(belongs.segment());
      case Condition.Tagged tagged -> tags.contains(tagged.tag());
      case Condition.Happened happened -> happened(happened.event(), one, now).isPresent();
      case Condition.Entered entered ->
          entered.tests().stream().allMatch(test -> test.holds(one.entry(), one.entry()));
      case Condition.Knows knows ->
          known.apply(knows.trait()).filter(value -> compare(knows, value)).isPresent();
    };
  }

  private static boolean compare(Condition.Knows knows, String value) {
    return new Match.Test("it", knows.is(), knows.value())
        .holds(java.util.Map.of("it", value), java.util.Map.of());
  }
}
