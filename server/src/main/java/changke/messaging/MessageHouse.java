package changke.messaging;

import org.springframework.stereotype.Component;

/// What the installation says about messages: caps and quiet hours for whoever chose none, and the
/// share of people who are left alone.
@Component
public class MessageHouse {

  /// More than every second person left alone would be no shop any more.
  public static final double MOST_HELD_OUT = 0.5;

  private final HouseRows rows;

  MessageHouse(HouseRows rows) {
    this.rows = rows;
  }

  public Calm calm() {
    return rows.read().calm();
  }

  /// What holds where the installation says nothing.
  public Calm builtIn() {
    return Calm.BUILT_IN;
  }

  /// The share of people who get no marketing, 0 to 0.5.
  public double holdout() {
    return rows.read().holdout();
  }

  public void set(Calm calm, double holdout) {
    if (!(holdout >= 0 && holdout <= MOST_HELD_OUT)) {
      throw new IllegalArgumentException("holdout: " + holdout);
    }
    rows.write(new HouseRows.House(calm, holdout));
  }
}
