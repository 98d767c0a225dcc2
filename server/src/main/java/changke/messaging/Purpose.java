package changke.messaging;

/// What a message is for. Transactional ones tell what somebody did or is owed: no cap, no quiet
/// hour, no holdout and no consent stands in their way.
public enum Purpose {
  TRANSACTIONAL,
  MARKETING
}
