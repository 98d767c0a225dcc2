package changke.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.identity.Person;
import changke.rewards.Rewards;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class QuestsTest {

  @Autowired Quests quests;
  @Autowired Badges badges;
  @Autowired Showcases showcases;
  @Autowired PlaySwitch play;
  @Autowired Rewards rewards;
  @Autowired Journal journal;
  @Autowired Wheels wheels;
  @Autowired TestClock clock;

  private static final PersonId WEN = new PersonId(UUID.randomUUID());

  @Test
  void a_quest_is_done_and_paid_once_whatever_comes_twice_and_in_whatever_order() {
    long seed = 77;
    System.out.println("seed of a_quest_is_done_and_paid_once: " + seed);
    var quest = publish(Quest.Kind.ACHIEVEMENT, "Guide Read", "guide", 5, 40);
    var lin = wheels.person();
    var begin = clock.instant();
    var facts = new ArrayList<Happening>();
    for (int i = 0; i < 12; i++) {
      var fact = guide(lin, "guide-" + i % 6, begin.plusSeconds(i));
      facts.add(fact);
      facts.add(fact);
    }
    Collections.shuffle(facts, new Random(seed));
    facts.forEach(journal::append);
    await().atMost(Duration.ofSeconds(30)).until(() -> progress(lin, quest).steps() == 6);
    assertThat(progress(lin, quest).done()).isTrue();
    assertThat(paid(lin, quest, Quest.EVER.toString())).containsExactly(40L);
  }

  @Test
  void a_late_fact_counts_for_its_own_day_and_not_for_today() {
    var quest = publish(Quest.Kind.DAILY, "Answer Given", null, 2, 7);
    var lin = wheels.person();
    var monday = clock.instant();
    var day = monday.atZone(lin.zone()).toLocalDate();
    journal.append(fact("Answer Given", lin, monday, Map.of()));
    clock.forward(Duration.ofDays(1));
    journal.append(fact("Answer Given", lin, clock.instant(), Map.of()));
    await().atMost(Duration.ofSeconds(30)).until(() -> progress(lin, quest).steps() == 1);
    assertThat(paid(lin, quest, day.toString())).isEmpty();
    journal.append(fact("Answer Given", lin, monday, Map.of()));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> paid(lin, quest, day.toString()).equals(List.of(7L)));
    assertThat(progress(lin, quest).done()).as("today's is not").isFalse();
  }

  @Test
  void facts_from_before_the_quest_and_after_its_end_do_not_count() {
    var lin = wheels.person();
    var before = clock.instant().minusSeconds(60);
    var quest = publish(Quest.Kind.ACHIEVEMENT, "Guide Read", null, 1, 10);
    journal.append(guide(lin, "early", before));
    clock.forward(Duration.ofSeconds(10));
    quests.end(quest);
    clock.forward(Duration.ofSeconds(10));
    journal.append(guide(lin, "late", clock.instant()));
    var marker = publish(Quest.Kind.ACHIEVEMENT, "Post Written", null, 1, 1);
    journal.append(fact("Post Written", lin, clock.instant(), Map.of()));
    await().atMost(Duration.ofSeconds(30)).until(() -> progress(lin, marker).done());
    assertThat(paid(lin, quest, Quest.EVER.toString())).isEmpty();
  }

  @Test
  void what_others_send_rewards_nobody() {
    var quest =
        quests.all().stream().filter(q -> q.fact().equals("Page Viewed")).findFirst().orElseThrow();
    var lin = wheels.person();
    var at = clock.instant();
    var sent =
        new Happening(
            UUID.randomUUID(),
            "Page Viewed",
            Optional.of(lin.id()),
            Optional.empty(),
            at,
            Map.of("properties", Map.of("path", "/o/1")),
            Optional.of(UUID.randomUUID()));
    assertThat(quest.step(sent)).isEmpty();
    assertThat(quest.step(fact("Page Viewed", lin, at, Map.of("path", "/o/1")))).contains("/o/1");
    assertThat(quest.step(fact("Page Viewed", lin, at, Map.of("path", "/cart")))).isEmpty();
  }

  @Test
  void what_is_missing_is_said_before_a_quest_is_published() {
    var empty =
        new QuestDraft(
            Quest.Kind.DAILY, new Words("", ""), "Person Joined", "path", null, null, 0, 0, null);
    assertThat(quests.publish(empty, WEN))
        .isEqualTo(
            new Quests.Published.Unfit(
                List.of(
                    QuestDraft.Problem.NAME,
                    QuestDraft.Problem.FACT,
                    QuestDraft.Problem.FILTER,
                    QuestDraft.Problem.TIMES,
                    QuestDraft.Problem.NOTHING_TO_GAIN)));
  }

  @Test
  void nobody_sees_a_showcase_until_it_is_opened_and_then_only_what_was_chosen() {
    var lin = wheels.person();
    var quest = badgeQuest(lin);
    assertThat(progress(lin, quest).done()).isTrue();
    var own = showcases.of(lin.id());
    assertThat(own.open()).isFalse();
    assertThat(showcases.view(own.handle())).isEmpty();
    var held = badges.held(lin.id()).getFirst().badge().id();
    var handle = "h" + lin.id().toString().substring(24);
    save(lin, handle, true, List.of());
    assertThat(showcases.view(handle).orElseThrow().badges()).isEmpty();
    assertThat(showcases.view(handle).orElseThrow().done()).isEmpty();
    save(lin, handle, true, List.of(held));
    assertThat(showcases.view(handle).orElseThrow().badges()).hasSize(1);
    play.off(lin.id());
    assertThat(showcases.view(handle)).as("hidden").isEmpty();
    play.on(lin.id());
    assertThat(showcases.view(handle).orElseThrow().badges()).as("not lost").hasSize(1);
    save(lin, handle, false, List.of(held));
    assertThat(showcases.view(handle)).isEmpty();
  }

  @Test
  void a_handle_belongs_to_one_person() {
    var lin = wheels.person();
    var handle = "h" + lin.id().toString().substring(24);
    save(lin, handle, true, List.of());
    var other = wheels.person();
    assertThat(
            showcases.save(new Showcase(other.id(), handle, "Bo", true, false, false), List.of()))
        .isEqualTo(new Showcases.Saved.Taken());
    assertThat(
            showcases.save(new Showcase(other.id(), "Not Ok", "Bo", true, false, false), List.of()))
        .isEqualTo(new Showcases.Saved.Unfit());
  }

  @Test
  void with_play_off_facts_move_nothing() {
    var quest = publish(Quest.Kind.ACHIEVEMENT, "Guide Read", null, 1, 10);
    var lin = wheels.person();
    var bo = wheels.person();
    play.off(lin.id());
    journal.append(guide(lin, "a", clock.instant()));
    journal.append(guide(bo, "a", clock.instant()));
    await().atMost(Duration.ofSeconds(30)).until(() -> progress(bo, quest).done());
    play.on(lin.id());
    assertThat(progress(lin, quest).steps()).isZero();
  }

  private UUID badgeQuest(Person person) {
    assertThat(badges.make(new Words("读者", "Reader"), new Words("", ""), "heart", WEN)).isTrue();
    var badge = badges.all().getLast();
    var draft =
        new QuestDraft(
            Quest.Kind.ACHIEVEMENT,
            new Words("读", "Read"),
            "Guide Read",
            null,
            null,
            null,
            1,
            0,
            badge.id());
    var quest = ((Quests.Published.Done) quests.publish(draft, WEN)).id();
    journal.append(guide(person, "x", clock.instant()));
    await().atMost(Duration.ofSeconds(30)).until(() -> progress(person, quest).done());
    assertThat(badges.held(person.id())).extracting(HeldBadge::badge).contains(badge);
    return quest;
  }

  private void save(Person person, String handle, boolean open, List<UUID> shown) {
    assertThat(showcases.save(new Showcase(person.id(), handle, "Lin", open, false, false), shown))
        .isInstanceOf(Showcases.Saved.Done.class);
  }

  private UUID publish(
      Quest.Kind kind, String fact, @Nullable String apart, int times, long points) {
    var draft =
        new QuestDraft(
            kind, new Words("任务", "Quest"), fact, null, null, apart, times, points, null);
    return ((Quests.Published.Done) quests.publish(draft, WEN)).id();
  }

  private QuestProgress progress(Person person, UUID quest) {
    return quests.progress(person).stream()
        .filter(p -> p.quest().id().equals(quest))
        .findFirst()
        .orElseThrow();
  }

  private List<Long> paid(Person person, UUID quest, String day) {
    return rewards.lotsOf("quest " + quest + " " + person.id() + " " + day).stream()
        .map(lot -> lot.points())
        .toList();
  }

  private static Happening guide(Person person, String guide, Instant at) {
    return fact("Guide Read", person, at, Map.of("guide", guide));
  }

  private static Happening fact(String kind, Person person, Instant at, Map<String, Object> body) {
    return Happening.own(
        UUID.randomUUID(), kind, Optional.of(person.id()), Optional.empty(), at, body);
  }
}
