package changke.activity;

/// What shows that two identities are one person. A bare alias, and a browser's word, show nothing.
public enum Proof {
  /// Somebody was signed in on that browser.
  SESSION,
  /// The user id was signed by the site.
  SIGNED,
  /// A server said so with its key.
  SERVER,
  /// An operator looked at it.
  OPERATOR,
  /// An account of another platform was bound while signed in.
  BINDING
}
