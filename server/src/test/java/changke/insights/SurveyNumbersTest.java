package changke.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import changke.audience.Rule;
import changke.audience.Segment;
import changke.audience.Unit;
import changke.engine.cohort.Interval;
import changke.engine.days.Period;
import changke.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What reports on surveys count, beside naive counting; and when one is asked.
class SurveyNumbersTest {

  /// Days of 23 and 25 hours are in it.
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private static final List<SurveyAsk.Way> WAYS = List.of(SurveyAsk.Way.values());

  private static Survey survey(Survey.Kind kind, Survey.Place place) {
    var choices =
        kind == Survey.Kind.CHOICE
            ? List.of(new Words("甲", "a"), new Words("乙", "b"), new Words("丙", "c"))
            : List.<Words>of();
    return new Survey(
        UUID.randomUUID(),
        kind,
        place,
        Survey.Group.BUYERS,
        null,
        30,
        LocalDate.parse("2026-01-01"),
        null,
        1,
        1,
        new Words("问", "ask"),
        choices);
  }

  private static List<SurveyReply> replies(Random random, Survey survey, int many) {
    var replies = new ArrayList<SurveyReply>();
    for (int i = 0; i < many; i++) {
      var at = NOW.minus(Duration.ofMinutes(random.nextInt(200 * 1440)));
      boolean answered = random.nextInt(3) > 0;
      var score = survey.kind().least() + random.nextInt(1 + survey.kind().most() - 1);
      boolean choosing = survey.kind() == Survey.Kind.CHOICE;
      replies.add(
          new SurveyReply(
              UUID.randomUUID(),
              WAYS.get(random.nextInt(WAYS.size())),
              1,
              random.nextInt(5) == 0 ? null : new UUID(3, random.nextInt(40)),
              at,
              random.nextBoolean(),
              answered && survey.kind().isScored() ? score : null,
              answered && choosing ? random.nextInt(3) : null,
              answered && random.nextBoolean(),
              answered ? at.plusSeconds(60) : null));
    }
    return replies;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void the_score_and_its_variance_are_those_of_a_mean_of_plus_one_nought_and_minus_one(long seed) {
    var random = new Random(seed);
    var survey = survey(Survey.Kind.NPS, Survey.Place.ORDER);
    var replies = replies(random, survey, 1 + random.nextInt(400));
    var marks =
        replies.stream()
            .filter(reply -> reply.score() != null)
            .mapToInt(reply -> reply.score() >= 9 ? 1 : reply.score() <= 6 ? -1 : 0)
            .toArray();
    if (marks.length == 0) {
      return;
    }
    double mean = 0;
    for (int mark : marks) {
      mean += (double) mark / marks.length;
    }
    double squares = 0;
    for (int mark : marks) {
      squares += (mark - mean) * (mark - mean) / marks.length;
    }
    var nps = SurveyTally.of(survey, replies).nps();
    assertThat(nps.answers()).as("seed %d", seed).isEqualTo(marks.length);
    assertThat(nps.score()).isCloseTo(100 * mean, within(1e-9));
    assertThat(nps.variance()).isCloseTo(10_000 * squares / marks.length, within(1e-9));
    assertThat(nps.low()).isBetween(-100.0, nps.score());
    assertThat(nps.high()).isBetween(nps.score(), 100.0);
  }

  @Test
  void all_promoters_are_a_hundred_and_all_detractors_minus_a_hundred() {
    var all = new PromoterScore(5, 0, 0);
    assertThat(all.score()).isEqualTo(100);
    assertThat(all.variance()).isZero();
    assertThat(all.high()).isEqualTo(100);
    assertThat(all.isTiny()).isTrue();
    assertThat(new PromoterScore(0, 0, 40).score()).isEqualTo(-100);
    assertThat(new PromoterScore(0, 7, 0).score()).isZero();
    assertThat(new PromoterScore(0, 0, 0).answers()).isZero();
    assertThat(new PromoterScore(50, 30, 20).variance())
        .as("100² · (0.5 + 0.2 − 0.3²) / 100")
        .isCloseTo(61, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void a_report_counts_what_a_naive_look_at_the_replies_counts(long seed) {
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (var kind : Survey.Kind.values()) {
      var survey = survey(kind, Survey.Place.ORDER);
      var replies = replies(random, survey, 300);
      var segment =
          new Segment(
              new UUID(7, 7),
              "some",
              Unit.BUYER,
              new Rule.Did("Any", 1, false, 9),
              1,
              false,
              new UUID(0, 1),
              NOW,
              NOW);
      var members = new HashMap<UUID, Set<UUID>>();
      for (int i = 0; i < 40; i += 3) {
        members.put(new UUID(3, i), Set.of(segment.id()));
      }
      var report =
          SurveyReport.of(survey, replies, Period.MONTH, NEW_YORK, NOW, List.of(segment), members);
      long asked = replies.stream().filter(reply -> reply.way() != SurveyAsk.Way.OPEN).count();
      long answered =
          replies.stream()
              .filter(reply -> reply.way() != SurveyAsk.Way.OPEN && reply.answeredAt() != null)
              .count();
      assertThat(report.asked().asked()).isEqualTo(asked);
      assertThat(report.asked().answered()).isEqualTo(answered);
      assertThat(report.asked().rate()).isEqualTo((double) answered / asked);
      var rate = Interval.of(answered, asked);
      assertThat(report.asked().rateInterval()).isEqualTo(rate);
      assertThat(report.ways())
          .hasEntrySatisfying(SurveyAsk.Way.OPEN, open -> assertThat(open.asked()).isZero());
      long inMonths = 0;
      for (var stretch : report.periods()) {
        var month = YearMonth.from(stretch.first());
        assertThat(stretch.last()).isEqualTo(month.atEndOfMonth());
        assertThat(stretch.unfinished())
            .isEqualTo(!LocalDate.ofInstant(NOW, NEW_YORK).isAfter(stretch.last().plusDays(7)));
        long there =
            replies.stream()
                .filter(reply -> reply.way() != SurveyAsk.Way.OPEN)
                .filter(reply -> YearMonth.from(reply.askedAt().atZone(NEW_YORK)).equals(month))
                .count();
        assertThat(stretch.tally().asked()).isEqualTo(there);
        inMonths += there;
      }
      assertThat(inMonths).isEqualTo(asked);
      long theirs =
          replies.stream()
              .filter(reply -> reply.way() != SurveyAsk.Way.OPEN)
              .filter(reply ->
                  reply.identity() != null && reply.identity().getLeastSignificantBits() % 3 == 0)
              .count();
      assertThat(report.segments().getFirst().tally().asked()).isEqualTo(theirs);
      for (int place = 0; place <= 10; place++) {
        int at = place;
        long naive =
            replies.stream()
                .filter(reply -> reply.way() != SurveyAsk.Way.OPEN)
                .filter(reply -> is(reply.score(), at) || is(reply.choice(), at))
                .count();
        assertThat(report.asked().counts().at(place)).isEqualTo(naive);
      }
    }
  }

  private static boolean is(@Nullable Integer value, int at) {
    return value != null && value == at;
  }

  @Test
  void an_answer_fits_within_the_bounds_of_its_kind_and_nowhere_else() {
    var nps = survey(Survey.Kind.NPS, Survey.Place.ORDER);
    var stars = survey(Survey.Kind.SATISFACTION, Survey.Place.ORDER);
    var choice = survey(Survey.Kind.CHOICE, Survey.Place.LINK);
    var text = survey(Survey.Kind.TEXT, Survey.Place.LINK);
    for (int n = -1; n <= 12; n++) {
      var score = SurveyAnswer.of(String.valueOf(n), "", "");
      assertThat(score.fits(nps)).as("%d of 10", n).isEqualTo(n >= 0 && n <= 10);
      assertThat(score.fits(stars)).as("%d of 5", n).isEqualTo(n >= 1 && n <= 5);
      assertThat(score.fits(text)).isFalse();
      assertThat(SurveyAnswer.of("", String.valueOf(n), "").fits(choice))
          .as("choice %d of 3", n)
          .isEqualTo(n >= 0 && n <= 2);
    }
    for (var nonsense : new String[] {"", "ten", "1e1", "9.0", "٣", "99999999999", " 5", "-0"}) {
      assertThat(SurveyAnswer.of(nonsense, nonsense, "").fits(nps)).as(nonsense).isFalse();
    }
    assertThat(SurveyAnswer.of("5", "1", "").fits(nps)).as("two answers").isFalse();
    assertThat(SurveyAnswer.of("5", "", "x".repeat(2_000)).fits(nps)).isTrue();
    assertThat(SurveyAnswer.of("5", "", "x".repeat(2_001)).fits(nps)).isFalse();
    assertThat(SurveyAnswer.of("", "", " \u0000\u0007 ").fits(text)).isFalse();
    assertThat(SurveyAnswer.of("", "", "a\u0000b\nc").words()).isEqualTo("ab\nc");
    assertThat(
            SurveyAnswer.of("", "0", "why").fits(survey(Survey.Kind.CHOICE, Survey.Place.LEAVING)))
        .as("one question on the way out")
        .isFalse();
  }

  private static SurveyRules.Past past(Survey survey, Duration ago, boolean done) {
    return new SurveyRules.Past(
        UUID.randomUUID(), survey.id(), SurveyAsk.Way.PAGE, NOW.minus(ago), done);
  }

  @Test
  void nobody_is_asked_twice_within_the_pause_nor_by_two_surveys_within_a_week() {
    var one = survey(Survey.Kind.NPS, Survey.Place.ORDER);
    var other = survey(Survey.Kind.TEXT, Survey.Place.ORDER);
    var fresh = new SurveyRules.Next.Fresh(one);
    assertThat(SurveyRules.next(List.of(one), List.of(), NOW)).isEqualTo(fresh);
    var open = past(one, Duration.ofHours(23), false);
    assertThat(SurveyRules.next(List.of(one), List.of(open), NOW))
        .as("what was shown today and left alone is shown again")
        .isEqualTo(new SurveyRules.Next.Again(open.ask()));
    for (var ago : List.of(Duration.ofHours(24), Duration.ofDays(29))) {
      assertThat(SurveyRules.next(List.of(one), List.of(past(one, ago, false)), NOW))
          .isEqualTo(new SurveyRules.Next.Nothing());
    }
    assertThat(SurveyRules.next(List.of(one), List.of(past(one, Duration.ofHours(1), true)), NOW))
        .as("put aside or answered")
        .isEqualTo(new SurveyRules.Next.Nothing());
    assertThat(SurveyRules.next(List.of(one), List.of(past(one, Duration.ofDays(30), true)), NOW))
        .isEqualTo(fresh);
    assertThat(SurveyRules.next(List.of(one), List.of(past(other, Duration.ofDays(6), true)), NOW))
        .isEqualTo(new SurveyRules.Next.Nothing());
    assertThat(SurveyRules.next(List.of(one), List.of(past(other, Duration.ofDays(7), true)), NOW))
        .isEqualTo(fresh);
  }

  @Test
  void an_answer_counts_for_ninety_days_and_may_be_changed_for_one() {
    var survey = survey(Survey.Kind.NPS, Survey.Place.LINK);
    var eight = SurveyAnswer.of("8", "", "");
    var today = LocalDate.ofInstant(NOW, NEW_YORK);
    assertThat(SurveyRules.refused(survey, NOW.minus(Duration.ofDays(89)), null, eight, NOW, today))
        .isEmpty();
    assertThat(SurveyRules.refused(survey, NOW.minus(Duration.ofDays(90)), null, eight, NOW, today))
        .contains(new Answering.Over());
    var asked = NOW.minus(Duration.ofDays(89));
    var day = Duration.ofDays(1);
    assertThat(SurveyRules.refused(survey, asked, NOW.minus(day).plusSeconds(1), eight, NOW, today))
        .isEmpty();
    assertThat(SurveyRules.refused(survey, asked, NOW.minus(day), eight, NOW, today))
        .contains(new Answering.Settled());
    assertThat(SurveyRules.refused(survey, asked, null, SurveyAnswer.of("11", "", ""), NOW, today))
        .contains(new Answering.Unfit());
  }

  @Test
  void a_draft_needs_both_languages_and_sensible_numbers() {
    var good = draft(new Words("问", "Ask"), List.of(), 30, "2026-01-01", "2026-01-01");
    assertThat(good.problems()).isEmpty();
    assertThat(draft(new Words("", "Ask"), List.of(), 30, "2026-01-01", null).problems())
        .containsExactly(SurveyDraft.Problem.QUESTION);
    assertThat(
            draft(new Words("问", "x".repeat(301)), List.of(), 0, "2026-01-02", "2026-01-01")
                .problems())
        .containsExactly(
            SurveyDraft.Problem.QUESTION, SurveyDraft.Problem.PAUSE, SurveyDraft.Problem.DATES);
    assertThat(draft(good.question(), List.of(), 731, null, null).problems())
        .containsExactly(SurveyDraft.Problem.PAUSE, SurveyDraft.Problem.DATES);
    var choosing =
        new SurveyDraft(
            Survey.Kind.CHOICE,
            Survey.Place.LINK,
            Survey.Group.SEGMENT,
            null,
            1,
            LocalDate.parse("2026-01-01"),
            null,
            good.question(),
            List.of(new Words("甲", "a"), new Words("", "b"), new Words("", "")));
    assertThat(choosing.choices()).hasSize(2);
    assertThat(choosing.problems())
        .containsExactly(SurveyDraft.Problem.CHOICES, SurveyDraft.Problem.SEGMENT);
  }

  private static SurveyDraft draft(
      Words question,
      List<Words> choices,
      int pause,
      @Nullable String starts,
      @Nullable String ends) {
    return new SurveyDraft(
        Survey.Kind.NPS,
        Survey.Place.ORDER,
        Survey.Group.BUYERS,
        null,
        pause,
        starts == null ? null : LocalDate.parse(starts),
        ends == null ? null : LocalDate.parse(ends),
        question,
        choices);
  }
}
