package changke.demo;

import changke.identity.Identity;
import changke.play.Prize;
import changke.play.WheelDraft;
import changke.play.WheelStudio;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// A wheel to turn in the demo shop, announced by its operator for thirty days; none where anybody
/// has made one.
@Component
@ConditionalOnProperty(name = "changke.embedded", havingValue = "true")
@ConditionalOnProperty(name = "changke.demo", havingValue = "true", matchIfMissing = true)
class DemoWheel {

  private static final Duration LENGTH = Duration.ofDays(30);

  private final Identity identity;
  private final WheelStudio studio;
  private final Clock clock;

  DemoWheel(Identity identity, WheelStudio studio, Clock clock) {
    this.identity = identity;
    this.studio = studio;
    this.clock = clock;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(2)
  void turn() {
    identity
        .findByEmail("operator" + Demo.AT)
        .filter(operator -> studio.plans().isEmpty())
        .ifPresent(operator -> announce(operator.id()));
  }

  private void announce(PersonId operator) {
    if (studio.publish(draft(), operator) instanceof WheelStudio.Published.Done done) {
      var opens = clock.instant().plusSeconds(2);
      studio.announce(done.plan(), opens, opens.plus(LENGTH), operator);
    }
  }

  private static WheelDraft draft() {
    return new WheelDraft(
        new Words("本月转盘", "This month’s wheel"),
        1,
        10,
        List.of(
            points(0, 2_000, 5, 2, 2_000),
            points(1, 48_000, 100, 2, 200),
            points(2, 150_000, null, null, 20),
            points(3, 300_000, null, null, 5),
            new Prize(
                4,
                new Words("一句好话", "A kind word"),
                500_000,
                null,
                null,
                Prize.Kind.NOTHING,
                0,
                null,
                0)));
  }

  /// A hundred points are worth one yuan, so a point is worth one fen.
  private static Prize points(
      int position, int parts, @Nullable Integer stock, @Nullable Integer substitute, long amount) {
    return new Prize(
        position,
        new Words(amount + " 积分", amount + " points"),
        parts,
        stock,
        substitute,
        Prize.Kind.POINTS,
        amount,
        null,
        amount);
  }
}
