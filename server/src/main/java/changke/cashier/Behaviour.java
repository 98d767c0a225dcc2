package changke.cashier;

/// How the notifications of one payment behave: how many copies are sent, after how long, whether
/// none is sent at all, whether one that is out of date follows, and whether a forged one comes
/// first.
public record Behaviour(
    int copies, int delaySeconds, boolean lose, boolean reorder, boolean forge) {

  public static final Behaviour HONEST = new Behaviour(1, 0, false, false, false);

  private static final int MOST_COPIES = 10;
  private static final int LONGEST_DELAY_SECONDS = 3600;

  public Behaviour {
    copies = Math.clamp(copies, 1, MOST_COPIES);
    delaySeconds = Math.clamp(delaySeconds, 0, LONGEST_DELAY_SECONDS);
  }
}
