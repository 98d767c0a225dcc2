package changke.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.identity.Role;
import changke.shared.PersonId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionOperations;

@HouseTest
class MessagesTest {

  private static final Map<String, String> POINTS =
      Map.of(
          "points",
          "600",
          "day",
          "2026-12-31",
          "worth",
          "6.00 CNY",
          "exchange",
          "a coupon",
          "link",
          "/my/points");

  @Autowired Messages messages;
  @Autowired Messaging messaging;
  @Autowired MessageChoices choices;
  @Autowired MessageLog log;
  @Autowired Deciding deciding;
  @Autowired Deliveries deliveries;
  @Autowired TestBrowser.Maker browsers;
  @Autowired Readers readers;
  @Autowired TransactionOperations transaction;
  @Autowired TestClock clock;

  private Message message(PersonId to, String key, Priority priority) {
    return new Message(
        key,
        to,
        "points-expire",
        POINTS,
        priority,
        "test:" + key,
        new Why("测试", "A test"),
        null,
        false);
  }

  private Sending send(Message message) {
    return java.util.Objects.requireNonNull(transaction.execute(t -> messages.send(message)));
  }

  private static String key() {
    return "test " + UUID.randomUUID();
  }

  @Test
  void asked_twice_is_sent_once_with_the_same_answer() {
    var message = message(readers.whereItIs(12), key(), Priority.NORMAL);
    var first = send(message);
    assertThat(first).isInstanceOf(Sending.Queued.class);
    assertThat(send(message)).isEqualTo(first);
  }

  @Test
  void what_is_undone_was_never_asked() {
    var message = message(readers.whereItIs(12), key(), Priority.NORMAL);
    var undone =
        transaction.execute(t -> {
          t.setRollbackOnly();
          return messages.send(message);
        });
    assertThat(send(message)).isNotEqualTo(undone);
    assertThatThrownBy(() -> messages.send(message))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void at_night_it_waits_for_the_morning() {
    var answer = send(message(readers.whereItIs(23), key(), Priority.NORMAL));
    assertThat(answer)
        .isInstanceOfSatisfying(
            Sending.Held.class, held -> assertThat(held.reason()).isEqualTo(Reason.QUIET));
  }

  private static Message offer(PersonId to, String source, Priority priority) {
    return new Message(
        key(),
        to,
        "test-offer",
        Map.of("title", "Star map", "link", "/my"),
        priority,
        source,
        new Why("你收藏了它。", "You marked it."),
        null,
        false);
  }

  private static Message receipt(PersonId to) {
    return new Message(
        key(),
        to,
        "test-receipt",
        Map.of("number", "K7Q2"),
        Priority.LOW,
        "orders:receipt",
        new Why("你付了款。", "You paid."),
        null,
        false);
  }

  private static void isWithheld(Sending answer, Reason reason) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Sending.Withheld.class, no -> assertThat(no.reason()).isEqualTo(reason));
  }

  private Told told(Sending sending) {
    return log.find(sending.id()).orElseThrow();
  }

  @Test
  void caps_count_campaigns_journeys_and_rewards_together() {
    var lin = readers.whereItIs(12);
    assertThat(send(message(lin, key(), Priority.NORMAL))).isInstanceOf(Sending.Queued.class);
    assertThat(send(offer(lin, "campaign:autumn", Priority.NORMAL)))
        .isInstanceOf(Sending.Queued.class);
    isWithheld(send(offer(lin, "journey:newcomer:1:hello", Priority.NORMAL)), Reason.CAPPED);
    isWithheld(send(offer(lin, "play:streak", Priority.LOW)), Reason.CAPPED);
  }

  @Test
  void a_cap_never_blocks_a_receipt_and_a_receipt_takes_no_place() {
    var lin = readers.whereItIs(23);
    choices.calm(lin, new Calm(new Cap.Of(0), new Cap.Of(0), null));
    for (int i = 0; i < 5; i++) {
      assertThat(send(receipt(lin))).isInstanceOf(Sending.Queued.class);
    }
    var wang = readers.whereItIs(12);
    for (int i = 0; i < 5; i++) {
      send(receipt(wang));
    }
    assertThat(send(offer(wang, "test", Priority.LOW))).isInstanceOf(Sending.Queued.class);
  }

  @Test
  void what_matters_more_takes_the_place_of_what_has_not_left() {
    var lin = readers.whereItIs(12);
    choices.calm(lin, new Calm(new Cap.Of(1), new Cap.NoCap(), null));
    var low = send(offer(lin, "test:low", Priority.LOW));
    var high = send(offer(lin, "test:high", Priority.HIGH));
    assertThat(high).isInstanceOf(Sending.Queued.class);
    assertThat(told(low).reason()).isEqualTo(Reason.CAPPED);
    assertThat(told(low).ways()).allMatch(way -> way.state().equals("WITHHELD"));
    isWithheld(send(offer(lin, "test:equal", Priority.HIGH)), Reason.CAPPED);
  }

  @Test
  void what_waited_for_the_morning_is_decided_by_priority_then_by_who_asked_first() {
    var lin = readers.whereItIs(7);
    choices.calm(lin, new Calm(new Cap.Of(2), new Cap.NoCap(), null));
    var low = send(offer(lin, "test:low", Priority.LOW));
    var first = send(offer(lin, "test:first", Priority.NORMAL));
    var second = send(offer(lin, "test:second", Priority.NORMAL));
    var high = send(offer(lin, "test:high", Priority.HIGH));
    assertThat(List.of(low, first, second, high)).allMatch(one -> one instanceof Sending.Held);
    clock.forward(Duration.ofMinutes(100));
    deciding.releaseDue();
    await()
        .untilAsserted(() -> {
          deciding.releaseDue();
          assertThat(told(low).state()).isNotEqualTo(Told.State.HELD);
        });
    isOut(high);
    isOut(first);
    assertThat(told(second).reason()).isEqualTo(Reason.CAPPED);
    assertThat(told(low).reason()).isEqualTo(Reason.CAPPED);
  }

  private void isOut(Sending sending) {
    assertThat(told(sending).state()).isIn(Told.State.QUEUED, Told.State.SENT);
  }

  @Test
  void a_delayed_step_that_asks_again_sends_nothing_again() {
    var lin = readers.whereItIs(12);
    var message = offer(lin, "journey:price-drop:1:tell", Priority.NORMAL);
    var first = send(message);
    clock.forward(Duration.ofHours(30));
    assertThat(send(message)).isEqualTo(first);
    assertThat(log.of(lin, 0, 10).rows()).hasSize(1);
  }

  @Test
  void consent_is_read_again_when_what_was_held_may_leave() {
    var lin = readers.whereItIs(7);
    choices.welcome(lin, Channel.EMAIL, "preferences");
    var mail =
        new Message(
            key(),
            lin,
            "test-mail",
            Map.of("title", "Tip"),
            Priority.LOW,
            "test",
            new Why("测试", "A test"),
            null,
            false);
    var answer = send(mail);
    assertThat(answer).isInstanceOf(Sending.Held.class);
    choices.stop(lin, Channel.EMAIL, EnumSet.of(Topic.TIPS), "link");
    clock.forward(Duration.ofMinutes(100));
    await()
        .untilAsserted(() -> {
          deciding.releaseDue();
          assertThat(told(answer).reason()).isEqualTo(Reason.NO_CONSENT);
        });
    assertThat(send(mail)).isEqualTo(answer);
  }

  @Test
  void marketing_by_mail_wants_a_yes_and_the_yes_is_kept_with_its_words_and_time() {
    var lin = readers.whereItIs(12);
    var first = send(offer(lin, "test", Priority.NORMAL));
    assertThat(told(first).ways()).extracting(Told.Way::channel).containsExactly(Channel.INBOX);
    choices.welcome(lin, Channel.EMAIL, "preferences");
    choices.welcome(lin, Channel.EMAIL, "preferences");
    var second = send(offer(lin, "test", Priority.NORMAL));
    assertThat(told(second).ways())
        .extracting(Told.Way::channel)
        .containsExactly(Channel.EMAIL, Channel.INBOX);
    assertThat(choices.said(lin))
        .hasSize(Topic.values().length)
        .allMatch(word -> word.given() && word.wording().equals(MessageChoices.WORDING));
  }

  @Test
  void every_message_that_is_not_sent_says_why_on_the_persons_page() {
    var lin = readers.whereItIs(12);
    choices.calm(lin, new Calm(new Cap.Of(0), new Cap.NotSet(), null));
    send(offer(lin, "test:capped", Priority.NORMAL));
    var seen = browsers.member(Role.OPERATOR).get("/backoffice/messages/people/" + lin).body();
    assertThat(seen).contains("Star map is back", "enough for that day or week", "You marked it.");
    var timeline = browsers.member(Role.OPERATOR).get("/backoffice/audience/people/" + lin).body();
    assertThat(timeline).contains("Star map is back").contains("enough for that day or week");
  }

  @Test
  void what_arrives_lies_in_the_inbox_until_it_is_read() {
    var lin = readers.whereItIs(12);
    var sent = send(receipt(lin));
    await()
        .untilAsserted(() -> {
          deliveries.sendDue();
          assertThat(told(sent).state()).isEqualTo(Told.State.SENT);
        });
    await().untilAsserted(() -> assertThat(log.unread(lin)).isEqualTo(1));
    log.see(lin, sent.id(), true);
    assertThat(log.unread(lin)).isZero();
    log.see(lin, sent.id(), false);
    assertThat(log.unread(lin)).isEqualTo(1);
    assertThat(log.inbox(lin, 0, 10).rows())
        .extracting(Told::subject)
        .containsExactly("Receipt K7Q2");
  }

  @Test
  void whoever_leaves_takes_all_messages_along() {
    var lin = readers.whereItIs(12);
    var sent = send(receipt(lin));
    choices.welcome(lin, Channel.EMAIL, "preferences");
    messaging.forget(lin, Readers.email(lin));
    assertThat(log.find(sent.id())).isEmpty();
    assertThat(choices.said(lin)).isEmpty();
  }

  @Test
  void the_holdout_gets_no_marketing_and_everything_that_is_owed() {
    var lin = readers.someone(readers.zoneWhereItIs(12), Locale.ENGLISH, true);
    isWithheld(send(offer(lin, "test", Priority.HIGH)), Reason.HOLDOUT);
    assertThat(send(message(lin, key(), Priority.LOW))).isInstanceOf(Sending.Queued.class);
    assertThat(send(receipt(lin))).isInstanceOf(Sending.Queued.class);
  }

  @Test
  void variables_that_do_not_fit_are_a_bug() {
    var lin = readers.whereItIs(12);
    var wrong = new HashMap<>(POINTS);
    wrong.put("points", "many");
    var message =
        new Message(
            key(),
            lin,
            "points-expire",
            wrong,
            Priority.LOW,
            "test",
            new Why("测", "t"),
            null,
            false);
    assertThatThrownBy(() -> send(message))
        .hasMessageContaining("points")
        .hasMessageContaining("MISTYPED");
  }
}
