package changke.orders;

import static org.assertj.core.api.Assertions.assertThat;

import changke.shared.MerchantId;
import changke.shared.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DisputeRulesTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final DisputeSettings SETTINGS =
      new DisputeSettings(
          Duration.ofHours(48), Duration.ofHours(72), Duration.ofHours(96), Duration.ofHours(12));

  @Test
  void a_word_passes_the_turn_with_that_sides_own_time() {
    assertThat(DisputeRules.said(waitingFor(Side.MERCHANT), Side.MERCHANT, NOON, SETTINGS))
        .isEqualTo(new DisputeRules.Turn(Side.BUYER, NOON.plus(Duration.ofHours(72))));
    assertThat(DisputeRules.said(waitingFor(Side.BUYER), Side.BUYER, NOON, SETTINGS))
        .isEqualTo(new DisputeRules.Turn(Side.MERCHANT, NOON.plus(Duration.ofHours(48))));
  }

  @Test
  void who_is_refunded_fast_waits_less_and_has_as_long_as_everyone() {
    assertThat(SETTINGS.within(Side.MERCHANT, true)).isEqualTo(Duration.ofHours(12));
    assertThat(SETTINGS.within(Side.OPERATOR, true)).isEqualTo(Duration.ofHours(12));
    assertThat(SETTINGS.within(Side.BUYER, true)).isEqualTo(Duration.ofHours(72));
    assertThat(SETTINGS.within(Side.MERCHANT, false)).isEqualTo(Duration.ofHours(48));
  }

  @Test
  void who_writes_twice_moves_no_deadline() {
    var complaint = waitingFor(Side.MERCHANT);
    assertThat(DisputeRules.said(complaint, Side.BUYER, NOON, SETTINGS))
        .isEqualTo(new DisputeRules.Turn(Side.MERCHANT, complaint.answerBy()));
  }

  @Test
  void an_operator_who_was_called_keeps_the_turn() {
    var complaint = waitingFor(Side.OPERATOR);
    for (var side : List.of(Side.BUYER, Side.MERCHANT, Side.OPERATOR)) {
      assertThat(DisputeRules.said(complaint, side, NOON, SETTINGS))
          .isEqualTo(new DisputeRules.Turn(Side.OPERATOR, complaint.answerBy()));
    }
  }

  @Test
  void a_buyer_calls_the_operator_once_the_merchant_has_answered() {
    var complaint = waitingFor(Side.BUYER);
    assertThat(DisputeRules.mayEscalate(complaint, Side.BUYER, List.of(said(Side.BUYER))))
        .isFalse();
    var answered = List.of(said(Side.BUYER), said(Side.MERCHANT));
    assertThat(DisputeRules.mayEscalate(complaint, Side.BUYER, answered)).isTrue();
    assertThat(DisputeRules.mayEscalate(complaint, Side.MERCHANT, List.of())).isTrue();
    assertThat(DisputeRules.mayEscalate(waitingFor(Side.OPERATOR), Side.BUYER, answered)).isFalse();
  }

  @Test
  void silence_of_the_buyer_lets_it_rest_and_every_other_silence_is_for_the_buyer() {
    assertThat(DisputeRules.silence(waitingFor(Side.BUYER)))
        .isEqualTo(DisputeRules.Silence.LET_REST);
    assertThat(DisputeRules.silence(waitingFor(Side.MERCHANT)))
        .isEqualTo(DisputeRules.Silence.FOR_THE_BUYER);
    assertThat(DisputeRules.silence(waitingFor(Side.OPERATOR)))
        .isEqualTo(DisputeRules.Silence.FOR_THE_BUYER);
  }

  @Test
  void the_merchant_decides_until_the_operator_was_called() {
    assertThat(DisputeRules.mayDecide(waitingFor(Side.BUYER), Side.MERCHANT)).isTrue();
    assertThat(DisputeRules.mayDecide(waitingFor(Side.OPERATOR), Side.MERCHANT)).isFalse();
    assertThat(DisputeRules.mayDecide(waitingFor(Side.OPERATOR), Side.OPERATOR)).isTrue();
    assertThat(DisputeRules.mayDecide(waitingFor(Side.MERCHANT), Side.BUYER)).isFalse();
  }

  @Test
  void a_thread_has_room_for_so_much() {
    assertThat(DisputeRules.fits("", 0, List.of())).isFalse();
    assertThat(DisputeRules.fits("", 1, List.of())).isTrue();
    assertThat(DisputeRules.fits("x".repeat(2001), 0, List.of())).isFalse();
    assertThat(DisputeRules.fits("x", 5, List.of())).isFalse();
    var long_ = IntStream.range(0, 100).mapToObj(i -> said(Side.BUYER)).toList();
    assertThat(DisputeRules.fits("x", 0, long_)).isFalse();
    var shown = List.of(withPictures(10), withPictures(9));
    assertThat(DisputeRules.fits("x", 1, shown)).isTrue();
    assertThat(DisputeRules.fits("x", 2, shown)).isFalse();
  }

  private static Message said(Side side) {
    return new Message(UUID.randomUUID(), NOON, side, "said", "words", List.of());
  }

  private static Message withPictures(int many) {
    var pictures = IntStream.range(0, many).mapToObj(i -> UUID.randomUUID()).toList();
    return new Message(UUID.randomUUID(), NOON, Side.BUYER, "said", "", pictures);
  }

  private static Complaint waitingFor(Side turn) {
    return complaint(turn, null);
  }

  private static Complaint complaint(Side turn, @Nullable Instant escalated) {
    return new Complaint(
        UUID.randomUUID(),
        new OrderId(UUID.randomUUID()),
        1,
        null,
        new MerchantId(UUID.randomUUID()),
        "it does not work",
        NOON.minus(Duration.ofHours(5)),
        NOON.plus(Duration.ofHours(43)),
        turn,
        escalated,
        Complaint.State.OPEN,
        null,
        null,
        false,
        false);
  }
}
