package changke.trials;

import static org.assertj.core.api.Assertions.assertThat;

import changke.engine.trial.Bucketing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DealingTest {

  private static final UUID SEGMENT = UUID.fromString("01900000-0000-7000-8000-000000000001");

  private static Trial trial(Definition definition, Trial.State state, @Nullable String served) {
    return new Trial(
        UUID.fromString("01900000-0000-7000-8000-0000000000aa"),
        "a-trial",
        state,
        3,
        1,
        1,
        served,
        definition,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }

  private static Dealing running(Definitions definition) {
    return new Dealing(trial(definition.made(), Trial.State.RUNNING, null));
  }

  private static Subject who(String key, Object... context) {
    var said = new java.util.TreeMap<String, Object>();
    for (int i = 0; i < context.length; i += 2) {
      said.put((String) context[i], context[i + 1]);
    }
    return new Subject(key, Optional.of(new Subject.Who(SEGMENT, true)), said);
  }

  private static Known known(Set<UUID> segments, Map<String, String> traits) {
    return new Known() {
      @Override
      public Set<UUID> segments() {
        return segments;
      }

      @Override
      public Map<String, String> traits() {
        return traits;
      }
    };
  }

  private static String variant(Dealing dealing, Subject subject) {
    return dealing.answer(subject, Known.NOTHING).variant();
  }

  @Test
  void everybody_is_where_the_published_hash_says() {
    var dealing = running(Definitions.plain("x"));
    for (int i = 0; i < 2_000; i++) {
      var place = Bucketing.hash("a-trial", "person-" + i, 2).orElseThrow();
      assertThat(variant(dealing, who("person-" + i))).isEqualTo(place < .5 ? "control" : "other");
    }
  }

  @Test
  void more_coverage_only_adds_people() {
    var before = running(Definitions.plain("x").coverage(0));
    var in = 0;
    for (int coverage : List.of(100, 500, 1_000, 2_500, 5_000, 10_000)) {
      var after = running(Definitions.plain("x").coverage(coverage));
      in = 0;
      for (int i = 0; i < 5_000; i++) {
        var was = variant(before, who("person-" + i));
        var is = variant(after, who("person-" + i));
        if (!was.isEmpty()) {
          assertThat(is).isEqualTo(was);
        }
        in += is.isEmpty() ? 0 : 1;
      }
      assertThat(in / 5_000.).isBetween(coverage / 10_000. - .025, coverage / 10_000. + .025);
      before = after;
    }
    assertThat(in).isEqualTo(5_000);
  }

  @Test
  void another_salt_deals_everybody_anew() {
    var one = running(Definitions.plain("x"));
    var two = running(Definitions.plain("x").salt("again"));
    long same = 0;
    for (int i = 0; i < 4_000; i++) {
      same += variant(one, who("p" + i)).equals(variant(two, who("p" + i))) ? 1 : 0;
    }
    assertThat(same).isBetween(1_850L, 2_150L);
  }

  @Test
  void a_staged_trial_takes_as_many_as_its_step_says() {
    var dealing = running(Definitions.plain("x").staged());
    long in = 0;
    for (int i = 0; i < 20_000; i++) {
      in += variant(dealing, who("p" + i)).isEmpty() ? 0 : 1;
    }
    assertThat(in).isBetween(130L, 270L);
  }

  @Test
  void targets_come_first_and_in_their_order() {
    var dealing =
        running(
            Definitions.plain("x")
                .target(
                    "other",
                    new Condition(Condition.Of.CONTEXT, "country", Condition.Is.ONE_OF, "CN, SG"),
                    new Condition(
                        Condition.Of.CONTEXT, "app.version", Condition.Is.AT_LEAST, "2.5"))
                .target(
                    null,
                    new Condition(Condition.Of.CONTEXT, "country", Condition.Is.EQUAL, "CN")));
    var fits =
        dealing.answer(who("p", "country", "SG", "app", Map.of("version", 2.5)), Known.NOTHING);
    assertThat(fits.variant()).isEqualTo("other");
    assertThat(fits.why()).isEqualTo(Answer.Why.TARGETING_MATCH);
    var out =
        dealing.answer(who("p", "country", "CN", "app", Map.of("version", "2")), Known.NOTHING);
    assertThat(out.variant()).isEmpty();
    assertThat(out.value()).isEqualTo("\"old\"");
    assertThat(dealing.answer(who("p"), Known.NOTHING).why()).isEqualTo(Answer.Why.SPLIT);
  }

  @Test
  void what_is_unknown_meets_no_condition() {
    var not =
        running(
            Definitions.plain("x")
                .among(new Condition(Condition.Of.CONTEXT, "plan", Condition.Is.NOT, "gold")));
    assertThat(not.answer(who("p"), Known.NOTHING).why()).isEqualTo(Answer.Why.DEFAULT);
    assertThat(variant(not, who("p", "plan", "gold"))).isEmpty();
    assertThat(variant(not, who("p", "plan", "free"))).isNotEmpty();
    var number =
        running(
            Definitions.plain("x")
                .among(new Condition(Condition.Of.CONTEXT, "age", Condition.Is.AT_MOST, "30")));
    assertThat(variant(number, who("p", "age", "young"))).isEmpty();
    assertThat(variant(number, who("p", "age", 30))).isNotEmpty();
  }

  @Test
  void segments_and_traits_are_asked_of_the_house() {
    var dealing =
        running(
            Definitions.plain("x")
                .among(
                    new Condition(Condition.Of.SEGMENT, SEGMENT.toString(), Condition.Is.EQUAL, ""),
                    new Condition(Condition.Of.TRAIT, "plan", Condition.Is.BEGINS, "go")));
    assertThat(dealing.answer(who("p"), known(Set.of(SEGMENT), Map.of("plan", "gold"))).variant())
        .isNotEmpty();
    assertThat(dealing.answer(who("p"), known(Set.of(), Map.of("plan", "gold"))).variant())
        .isEmpty();
    assertThat(dealing.answer(who("p"), known(Set.of(SEGMENT), Map.of())).variant()).isEmpty();
    var nobody = new Subject("p", Optional.empty(), Map.of());
    var others =
        running(
            Definitions.plain("x")
                .among(
                    new Condition(Condition.Of.SEGMENT, SEGMENT.toString(), Condition.Is.NOT, "")));
    assertThat(others.answer(nobody, Known.NOTHING).variant()).isEmpty();
  }

  @Test
  void paused_means_the_off_value_and_ended_the_served_one() {
    var definition = Definitions.plain("x").made();
    var paused = new Dealing(trial(definition, Trial.State.PAUSED, null));
    assertThat(paused.answer(who("p"), Known.NOTHING))
        .isEqualTo(new Answer("a-trial", "", "\"old\"", Answer.Why.DISABLED, 3));
    var ended = new Dealing(trial(definition, Trial.State.ENDED, "other"));
    assertThat(ended.answer(Subject.nobody(), Known.NOTHING))
        .isEqualTo(new Answer("a-trial", "other", "\"new\"", Answer.Why.STATIC, 3));
  }

  @Test
  void one_variant_for_all_is_static_and_asks_for_nobody() {
    var dealing =
        running(
            Definitions.plain("x")
                .of(Definition.Kind.BOOLEAN, "false", new Variant("on", "true", 10_000)));
    assertThat(dealing.asksWho()).isFalse();
    assertThat(dealing.answer(Subject.nobody(), Known.NOTHING).why()).isEqualTo(Answer.Why.STATIC);
  }
}
