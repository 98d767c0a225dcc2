package changke.messaging;

/// A way to somebody.
public enum Channel {
  INBOX,
  EMAIL,
  PUSH,
  SMS
}
