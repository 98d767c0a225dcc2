package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.identity.Role;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Rules as operators write them and as everyone reads them.
@HouseTest
class RulebookTest {

  @Autowired Rulebook rulebook;
  @Autowired Studio studio;
  @Autowired Reports reports;
  @Autowired Rewards rewards;
  @Autowired TestBrowser.Maker browsers;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  @Test
  void a_rule_that_changes_makes_a_version_that_says_what_changed() {
    var key = key();
    var before = rulebook.current();
    assertThat(studio.save(rule(key, "share", 7), "test")).isEmpty();
    var added = rulebook.current();
    assertThat(added.version()).isGreaterThan(before.version());
    assertThat(change(added, key).kind()).isEqualTo(RulebookEdition.Kind.NEW);
    studio.save(rule(key, "share", 9), "test");
    var changed = change(rulebook.current(), key);
    assertThat(changed.kind()).isEqualTo(RulebookEdition.Kind.CHANGED);
    assertThat(String.valueOf(changed.before())).contains("7 points");
    assertThat(String.valueOf(changed.now())).contains("9 points").contains("9 积分");
    studio.endRule(key, Optional.empty());
    assertThat(change(rulebook.current(), key).kind()).isEqualTo(RulebookEdition.Kind.GONE);
    var last = rulebook.current().version();
    assertThat(rulebook.publish()).isFalse();
    assertThat(rulebook.current().version()).isEqualTo(last);
  }

  @Test
  void everyone_reads_the_rulebook_and_its_earlier_versions() {
    var guest = browsers.guest();
    var page = guest.get("/rules");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("id=\"20-earning\"").contains("id=\"40-coupons\"");
    assertThat(guest.get("/rules?version=1").statusCode()).isEqualTo(200);
    assertThat(guest.get("/rules?version=999999").statusCode()).isEqualTo(404);
  }

  @Test
  void a_rule_that_does_not_fit_is_not_saved_and_says_why() {
    var unfit = new ArrayList<>(studio.save(rule("Not A Key", "share", 0), "test"));
    assertThat(unfit).contains("key", "points");
    var operator = browsers.member(Role.OPERATOR);
    var answer =
        operator.post(
            "/backoffice/rewards",
            Map.of(
                "key", key(), "kind", "share", "titleZh", "甲", "titleEn", "A", "points", "many"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("is-invalid");
  }

  @Test
  void the_preview_tells_what_a_rule_would_have_cost() {
    var kind = "deed-" + key().replaceAll("[^a-z]", "x");
    var liu = new PersonId(ids.next());
    for (int i = 0; i < 5; i++) {
      rewards.earn(Deed.of(kind, liu, kind + " " + i, "", clock.instant()));
    }
    var capped =
        new EarnRule(
            key(),
            0,
            kind,
            new Words("甲", "A"),
            10,
            0,
            3,
            null,
            null,
            null,
            0,
            30,
            null,
            clock.instant(),
            null);
    assertThat(reports.preview(capped)).isEqualTo(new Preview(5, 1, 50, 30));
    var operator = browsers.member(Role.OPERATOR);
    var fields =
        Map.of(
            "key", key(), "kind", kind, "titleZh", "甲", "titleEn", "A", "points", "10", "times",
            "3", "preview", "yes");
    assertThat(operator.post("/backoffice/rewards", fields).body()).contains("role=\"status\"");
    assertThat(studio.rules()).noneMatch(rule -> rule.kind().equals(kind));
  }

  @Test
  void what_a_preview_says_is_what_the_rule_then_gives() {
    var seed = System.nanoTime();
    System.out.println("preview seed " + seed);
    var chance = new java.util.Random(seed);
    var kind = "deed-" + key().replaceAll("[^a-z]", "x");
    var rule =
        new EarnRule(
            key(),
            0,
            kind,
            new Words("甲", "A"),
            3,
            150,
            3,
            20L,
            60L,
            null,
            0,
            30,
            null,
            clock.instant().minusSeconds(60),
            null);
    studio.save(rule, "test");
    var past = new ArrayList<Preview.Past>();
    var given = 0L;
    var people = List.of(new PersonId(ids.next()), new PersonId(ids.next()));
    for (int i = 0; i < 60; i++) {
      var person = people.get(chance.nextInt(2));
      var amount = chance.nextInt(2000);
      var at = clock.instant();
      past.add(
          new Preview.Past(
              person.value(),
              LocalDate.ofInstant(at, java.time.ZoneId.of("Asia/Shanghai")),
              amount));
      var deed = new Deed(kind, person, kind + " " + i, "", amount, null, at);
      if (rewards.earn(deed) instanceof Earned.Lots lots) {
        given += lots.points();
      }
      if (chance.nextInt(8) == 0) {
        clock.forward(Duration.ofDays(1));
      }
    }
    assertThat(Preview.of(rule, past).points()).as("seed " + seed).isEqualTo(given);
  }

  @Test
  void the_worth_of_a_point_falls_only_with_notice() {
    var tomorrow = clock.instant().plus(Duration.ofDays(1));
    assertThat(studio.announce(new Worth(tomorrow, 1))).isFalse();
    // Further than any test moves the clock of the house that it shares.
    var later = clock.instant().plus(Duration.ofDays(36_500));
    assertThat(studio.announce(new Worth(later, 1))).isTrue();
    assertThat(rulebook.current().chapters().getFirst().rules())
        .anyMatch(rule -> rule.key().equals("worth-" + later.getEpochSecond()));
  }

  @Test
  void liability_is_what_was_issued_less_what_was_spent_and_expired() {
    var liu = new PersonId(ids.next());
    var before = reports.liability();
    rewards.give(Gift.now(liu, "l " + liu, 100, "test", "test", 1));
    var spend = ids.next();
    rewards.hold(spend, liu, 40, "order", "x");
    rewards.capture(spend);
    var after = reports.liability();
    assertThat(after.issued() - before.issued()).isEqualTo(100);
    assertThat(after.redeemed() - before.redeemed()).isEqualTo(40);
    assertThat(after.issued())
        .isEqualTo(
            after.redeemed()
                + after.breakage()
                + after.available()
                + after.pending()
                - after.debt()
                + after.merchantBudgets());
    assertThat(after.worthMinor()).isPositive();
  }

  private static RulebookEdition.Change change(RulebookEdition edition, String key) {
    return edition.changes().stream()
        .filter(one -> {
          var rule = one.now() == null ? one.before() : one.now();
          return rule != null && rule.key().equals(key);
        })
        .findFirst()
        .orElseThrow();
  }

  private EarnRule rule(String key, String kind, long points) {
    return new EarnRule(
        key,
        0,
        kind,
        new Words("分享", "Sharing"),
        points,
        0,
        null,
        null,
        null,
        null,
        0,
        30,
        null,
        clock.instant().plus(Duration.ofDays(3000)),
        null);
  }

  private static String key() {
    return "t-" + UUID.randomUUID().toString().substring(0, 12);
  }
}
