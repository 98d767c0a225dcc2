package changke.rewards;

/// What became of setting points aside.
public sealed interface Spending {

  /// They are set aside, now or by an earlier call with the same id.
  record Held() implements Spending {}

  /// So many are missing.
  record TooFew(long missing) implements Spending {}

  /// This was captured or released before.
  record Over() implements Spending {}
}
