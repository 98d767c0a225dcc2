package changke.messaging;

/// Why a message was not sent, or not yet.
public enum Reason {
  /// The person's day or week is full.
  CAPPED,
  /// Quiet hours: held until they end, withheld when it would be too late then.
  QUIET,
  /// Held until the hour at which the person is most likely to look.
  BEST_TIME,
  /// The person did not ask for this topic on any channel of the template.
  NO_CONSENT,
  /// The person is among those who are left alone, so that messages can be measured.
  HOLDOUT,
  /// It would have come too late.
  EXPIRED,
  /// There is no address, or none answered.
  UNREACHABLE,
  /// The address bounced or complained.
  SUPPRESSED
}
