package changke.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import changke.HouseTest;
import changke.TestClock;
import changke.shared.PersonId;
import java.util.HashMap;
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

  @Test
  void a_full_day_caps_whoever_asks() {
    var lin = readers.whereItIs(12);
    assertThat(send(message(lin, key(), Priority.NORMAL))).isInstanceOf(Sending.Queued.class);
    assertThat(send(message(lin, key(), Priority.NORMAL))).isInstanceOf(Sending.Queued.class);
    assertThat(send(message(lin, key(), Priority.NORMAL)))
        .isInstanceOfSatisfying(
            Sending.Withheld.class, no -> assertThat(no.reason()).isEqualTo(Reason.CAPPED));
    assertThat(send(message(lin, key(), Priority.HIGH))).isInstanceOf(Sending.Queued.class);
  }

  @Test
  void the_holdout_gets_no_marketing() {
    var lin = readers.someone(readers.zoneWhereItIs(12), Locale.ENGLISH, true);
    assertThat(send(message(lin, key(), Priority.HIGH)))
        .isInstanceOfSatisfying(
            Sending.Withheld.class, no -> assertThat(no.reason()).isEqualTo(Reason.HOLDOUT));
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
