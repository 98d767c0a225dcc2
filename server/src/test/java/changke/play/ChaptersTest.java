package changke.play;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.rewards.PublishedRule;
import changke.rewards.RuleChapter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/// What play and referral put into the public rulebook is what is in force.
@HouseTest
class ChaptersTest {

  @Autowired ObjectProvider<RuleChapter> chapters;
  @Autowired Wheels wheels;
  @Autowired WheelStudio studio;

  @Test
  void the_rulebook_has_the_odds_of_the_wheel_that_turns() {
    var period = wheels.open(Drafts.monthly(), Duration.ofHours(1));
    var rule = rule("80-play", "wheel");
    assertThat(rule.version()).isEqualTo(period.plan().version());
    assertThat(rule.text().en())
        .contains("5000 points 0.1% (3 of them, then 10 points)")
        .contains("A kind word 50%");
    assertThat(rule.text().zh()).contains("5000 积分 0.1%(3 份,发完换成 10 积分)");
    assertThat(rule("80-play", "wheel-fairness").text().en()).contains("500.00 yuan");
    assertThat(rule("80-play", "streak").text().en()).contains("50 points");
    wheels.waitOut();
    assertThat(rules("80-play")).extracting(PublishedRule::key).doesNotContain("wheel");
  }

  @Test
  void the_rulebook_has_referral_as_it_is_paid_and_how_contribution_is_computed() {
    assertThat(rule("70-referral", "region-CN").text().en()).contains("3%").contains("90 days");
    assertThat(rule("70-referral", "never").text().en()).contains("no third level");
    assertThat(rule("70-referral", "contribution").text().en()).contains("2^(−days / 90)");
  }

  @Test
  void every_rule_of_a_chapter_has_a_key_of_its_own_and_words_in_both_languages() {
    for (var key : List.of("70-referral", "80-play")) {
      var rules = rules(key);
      assertThat(rules).extracting(PublishedRule::key).doesNotHaveDuplicates();
      assertThat(rules).noneMatch(rule -> rule.text().zh().isEmpty() || rule.text().en().isEmpty());
    }
  }

  private PublishedRule rule(String chapter, String key) {
    return rules(chapter).stream().filter(r -> r.key().equals(key)).findFirst().orElseThrow();
  }

  private List<PublishedRule> rules(String chapter) {
    return chapters.stream().filter(c -> c.key().equals(chapter)).findFirst().orElseThrow().rules();
  }
}
