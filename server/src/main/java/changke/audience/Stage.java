package changke.audience;

/// Where somebody is in their life with the shop. The names are stored in facts and segments.
public enum Stage {
  /// Came for the first time not long ago.
  NEW,
  /// Comes by.
  ACTIVE,
  /// Has been silent for longer than people who stay usually are.
  AT_RISK,
  /// Silent for long.
  DORMANT,
  /// Silent for so long that hardly anybody comes back.
  LOST,
  /// Came back not long ago after having been dormant or lost.
  RETURNED
}
