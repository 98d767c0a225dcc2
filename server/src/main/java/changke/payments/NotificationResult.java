package changke.payments;

/// How a callback is answered; `answer` is the text that the provider waits for.
public sealed interface NotificationResult {

  /// Verified, now or before.
  record Taken(String answer) implements NotificationResult {}

  /// Not verified: logged apart, nothing changed.
  record Refused(String answer, String reason) implements NotificationResult {}
}
