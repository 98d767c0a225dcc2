package changke.messaging;

import changke.engine.trial.Holdout;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The share of people who get no marketing from anybody: the one that every message is decided by.
@Component
public class GlobalHoldout {

  private final HouseRows house;

  GlobalHoldout(HouseRows house) {
    this.house = house;
  }

  /// As it is in force.
  public Holdout now() {
    return Verdict.holdout(house.read().holdout());
  }

  /// Who is left alone stays so when the share grows.
  @Transactional
  public void change(double share) {
    house.write(new HouseRows.House(house.read().calm(), new Holdout("", share).share()));
  }
}
