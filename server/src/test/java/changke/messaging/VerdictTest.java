package changke.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-11-23T15:00:00Z");

  private static MessageTemplate template(Purpose purpose, boolean owed, Channel... channels) {
    var text = new TemplateText("s", "t");
    return new MessageTemplate(
        new TemplateDraft(
            "t",
            purpose,
            Topic.OFFERS,
            owed,
            EnumSet.copyOf(List.of(channels)),
            Map.of(),
            text,
            text),
        1,
        NOON,
        null);
  }

  private static Verdict.Question ask(
      MessageTemplate template, @Nullable Instant expires, @Nullable List<Double> weights) {
    var contact =
        new Contact(
            new PersonId(new UUID(7, 7)),
            "Lin",
            "lin@example.org",
            true,
            Locale.ENGLISH,
            ZONE,
            NOON);
    return new Verdict.Question(template, contact, Priority.NORMAL, expires, weights, "key");
  }

  private static Standing standing(Calm own, Calm house, double holdout, int today, int week) {
    return new Standing(
        Map.of(Channel.EMAIL, true),
        own,
        house,
        holdout,
        false,
        List.of(),
        null,
        false,
        today,
        week,
        null);
  }

  private static Calm caps(Cap day, Cap week) {
    return new Calm(day, week, null);
  }

  private static final MessageTemplate OFFER = template(Purpose.MARKETING, false, Channel.EMAIL);
  private static final MessageTemplate RECEIPT =
      template(Purpose.TRANSACTIONAL, false, Channel.EMAIL);

  @Test
  void no_cap_zero_and_not_set_are_three_different_values() {
    var question = ask(OFFER, null, null);
    var never = caps(new Cap.Of(0), new Cap.NotSet());
    var none = caps(new Cap.NoCap(), new Cap.NoCap());
    assertThat(Verdict.of(question, standing(never, Calm.NOT_SET, 0, 0, 0), NOON))
        .isEqualTo(new Verdict.No(Reason.CAPPED));
    assertThat(Verdict.of(question, standing(none, Calm.NOT_SET, 0, 500, 500), NOON))
        .isInstanceOf(Verdict.Go.class);
    assertThat(Verdict.of(question, standing(Calm.NOT_SET, never, 0, 0, 0), NOON))
        .isEqualTo(new Verdict.No(Reason.CAPPED));
    assertThat(Verdict.of(question, standing(none, never, 0, 500, 500), NOON))
        .isInstanceOf(Verdict.Go.class);
    assertThat(Verdict.of(question, standing(Calm.NOT_SET, Calm.NOT_SET, 0, 2, 2), NOON))
        .isEqualTo(new Verdict.No(Reason.CAPPED));
    assertThat(List.of(Cap.parse(null), Cap.parse(""), Cap.parse("none"), Cap.parse("0")))
        .containsExactly(new Cap.NotSet(), new Cap.NotSet(), new Cap.NoCap(), new Cap.Of(0));
  }

  @Test
  void nothing_that_holds_marketing_touches_a_receipt() {
    var never = caps(new Cap.Of(0), new Cap.Of(0));
    var closed =
        new Standing(
            Map.of(Channel.EMAIL, false),
            never,
            never,
            1,
            true,
            List.of(),
            null,
            false,
            9,
            9,
            null);
    assertThat(Verdict.of(ask(RECEIPT, null, null), closed, NIGHT)).isInstanceOf(Verdict.Go.class);
    assertThat(Verdict.of(ask(OFFER, null, null), closed, NIGHT)).isInstanceOf(Verdict.No.class);
  }

  @Test
  void what_is_owed_is_never_held_out() {
    var owed = template(Purpose.MARKETING, true, Channel.EMAIL);
    var all = standing(Calm.NOT_SET, Calm.NOT_SET, 1, 0, 0);
    assertThat(Verdict.of(ask(owed, null, null), all, NOON)).isInstanceOf(Verdict.Go.class);
    assertThat(Verdict.of(ask(OFFER, null, null), all, NOON))
        .isEqualTo(new Verdict.No(Reason.HOLDOUT));
  }

  @Test
  void quiet_hours_hold_and_withhold_what_would_be_too_late() {
    var free = standing(Calm.NOT_SET, Calm.NOT_SET, 0, 0, 0);
    var morning = Instant.parse("2026-11-24T00:30:00Z");
    assertThat(Verdict.of(ask(OFFER, null, null), free, NIGHT))
        .isEqualTo(new Verdict.Wait(morning, Reason.QUIET, null));
    assertThat(Verdict.of(ask(OFFER, morning, null), free, NIGHT))
        .isEqualTo(new Verdict.No(Reason.QUIET));
    assertThat(Verdict.of(ask(OFFER, NIGHT, null), free, NIGHT))
        .isEqualTo(new Verdict.No(Reason.EXPIRED));
  }

  @Test
  void the_reason_is_the_one_that_somebody_can_do_most_about() {
    var silent =
        new Standing(
            Map.of(), Calm.NOT_SET, Calm.NOT_SET, 0, false, List.of(), null, false, 0, 0, null);
    var bounced =
        new Standing(
            Map.of(Channel.EMAIL, true),
            Calm.NOT_SET,
            Calm.NOT_SET,
            0,
            true,
            List.of(),
            null,
            false,
            0,
            0,
            null);
    var push = template(Purpose.MARKETING, false, Channel.PUSH);
    assertThat(Verdict.of(ask(OFFER, null, null), silent, NOON))
        .isEqualTo(new Verdict.No(Reason.NO_CONSENT));
    assertThat(Verdict.of(ask(OFFER, null, null), bounced, NOON))
        .isEqualTo(new Verdict.No(Reason.SUPPRESSED));
    assertThat(Verdict.of(ask(push, null, null), silent, NOON))
        .isEqualTo(new Verdict.No(Reason.UNREACHABLE));
  }

  @Test
  void the_best_hour_lies_in_the_allowed_window_and_its_propensity_is_how_often_it_is_chosen() {
    var quiet = new QuietHours(LocalTime.of(21, 30), LocalTime.of(8, 30));
    var weights = new ArrayList<>(Collections.nCopies(24, 1.0));
    weights.set(3, 100.0);
    weights.set(20, 5.0);
    var chosen = new TreeMap<Integer, Integer>();
    var propensity = new TreeMap<Integer, Double>();
    var draws = 20_000;
    for (int i = 0; i < draws; i++) {
      var hour = BestHour.choose(NOON, ZONE, quiet, null, weights, "key " + i).orElseThrow();
      assertThat(quiet.holds(hour.at().atZone(ZONE).toLocalTime())).isFalse();
      assertThat(hour.at().atZone(ZONE).getHour()).isEqualTo(hour.hour());
      chosen.merge(hour.hour(), 1, Integer::sum);
      propensity.put(hour.hour(), hour.propensity());
    }
    assertThat(propensity.values().stream().mapToDouble(one -> one).sum())
        .isCloseTo(1, within(1e-6));
    chosen.forEach((hour, times) ->
        assertThat(times / (double) draws)
            .as("hour " + hour)
            .isCloseTo(propensity.getOrDefault(hour, 0.0), within(0.01)));
    assertThat(propensity.get(20)).isGreaterThan(0.9);
    var soon = NOON.plusSeconds(3600);
    assertThat(BestHour.choose(NOON, ZONE, quiet, soon, weights, "key").orElseThrow().hour())
        .isEqualTo(12);
  }
}
