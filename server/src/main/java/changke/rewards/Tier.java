package changke.rewards;

/// What a regular is called.
public enum Tier {
  BRONZE,
  SILVER,
  GOLD,
  PLATINUM
}
