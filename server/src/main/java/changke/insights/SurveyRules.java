package changke.insights;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// When somebody is asked, and when an answer counts.
final class SurveyRules {

  /// No page asks the same person anything again for so long, whichever survey it is.
  static final Duration QUIET = Duration.ofDays(7);

  /// What was shown and neither answered nor put aside is shown again for so long.
  static final Duration SHOWN_AGAIN = Duration.ofDays(1);

  private SurveyRules() {}

  /// That somebody was asked, as far as limits go.
  record Past(UUID ask, UUID survey, SurveyAsk.Way way, Instant askedAt, boolean done) {}

  /// What a page does.
  sealed interface Next {
    record Again(UUID ask) implements Next {}

    record Fresh(Survey survey) implements Next {}

    record Nothing() implements Next {}
  }

  /// Which of the surveys that ask here asks somebody now.
  ///
  /// @param past everything that this person was asked, the latest first
  static Next next(List<Survey> here, List<Past> past, Instant now) {
    for (var asked : past) {
      boolean open =
          asked.way() == SurveyAsk.Way.PAGE
              && !asked.done()
              && now.isBefore(asked.askedAt().plus(SHOWN_AGAIN));
      if (open && here.stream().anyMatch(survey -> survey.id().equals(asked.survey()))) {
        return new Next.Again(asked.ask());
      }
    }
    boolean quiet =
        past.stream()
            .anyMatch(asked ->
                asked.way() == SurveyAsk.Way.PAGE && now.isBefore(asked.askedAt().plus(QUIET)));
    return quiet
        ? new Next.Nothing()
        : here.stream()
            .filter(survey -> mayAsk(survey, past, now))
            .findFirst()
            .<Next>map(Next.Fresh::new)
            .orElseGet(Next.Nothing::new);
  }

  /// Whether this survey's pause is over for somebody.
  static boolean mayAsk(Survey survey, List<Past> past, Instant now) {
    var pause = Duration.ofDays(survey.pauseDays());
    return past.stream()
        .noneMatch(asked ->
            asked.survey().equals(survey.id()) && now.isBefore(asked.askedAt().plus(pause)));
  }

  /// Why an answer does not count; empty when it does.
  ///
  /// @param today the shop's day
  static Optional<Answering> refused(
      Survey survey,
      Instant askedAt,
      @Nullable Instant answeredAt,
      SurveyAnswer answer,
      Instant now,
      LocalDate today) {
    if (answeredAt != null && !now.isBefore(answeredAt.plus(SurveyAsk.CHANGEABLE))) {
      return Optional.of(new Answering.Settled());
    }
    boolean late = !now.isBefore(askedAt.plus(SurveyAsk.ANSWERABLE)) || survey.isOver(today);
    if (answeredAt == null && late) {
      return Optional.of(new Answering.Over());
    }
    return answer.fits(survey) ? Optional.empty() : Optional.of(new Answering.Unfit());
  }
}
