package changke.activity;

/// What became of a delivery.
public sealed interface Receipt {

  /// Everything that can be taken is durable; what was seen before is not written again.
  record Taken(int items) implements Receipt {}

  /// It is not JSON, or not UTF-8.
  record Unreadable() implements Receipt {}

  /// No key, an unknown one, or two that differ.
  record WrongKey() implements Receipt {}

  /// More arrives than is written; nothing of it was taken.
  record Busy(int retryAfterSeconds) implements Receipt {}

  /// The database does not answer; nothing is known to be taken.
  record Down() implements Receipt {}
}
