package changke.play;

import changke.shared.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Wheels for tests.
public final class Drafts {

  private Drafts() {}

  /// A wheel like one of the demo's: a rare prize with stock, some points, a kind word.
  public static WheelDraft monthly() {
    return wheel(
        2,
        30,
        points(0, 1_000, 3, 3, 5_000, 5_000),
        points(1, 49_000, 200, 2, 500, 500),
        points(2, 150_000, null, null, 50, 50),
        points(3, 300_000, null, null, 10, 10),
        nothing(4, 500_000));
  }

  public static WheelDraft wheel(int spinsADay, int spinsAPeriod, Prize... prizes) {
    return new WheelDraft(
        new Words("本月转盘", "This month’s wheel"), spinsADay, spinsAPeriod, List.of(prizes));
  }

  public static Prize points(
      int position,
      int parts,
      @Nullable Integer stock,
      @Nullable Integer substitute,
      long amount,
      long valueMinor) {
    return new Prize(
        position,
        new Words(amount + " 积分", amount + " points"),
        parts,
        stock,
        substitute,
        Prize.Kind.POINTS,
        amount,
        null,
        valueMinor);
  }

  public static Prize nothing(int position, int parts) {
    return new Prize(
        position,
        new Words("一句好话", "A kind word"),
        parts,
        null,
        null,
        Prize.Kind.NOTHING,
        0,
        null,
        0);
  }
}
