package changke.identity;

/// The visitor may not do this now; the reason says what would help.
public class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why, and so what helps.
  public enum Reason {
    /// Nobody is signed in.
    SIGN_IN(401),
    /// Signed in, but too long ago for this: confirm it is you.
    CONFIRM(403),
    /// A guest under load, whose browser has not worked for it.
    PROOF(429),
    /// Not for this person.
    NEVER(403),
    /// A program without a token that is known, alive and its person's to use.
    TOKEN(401),
    /// A program whose token is for something else.
    SCOPE(403);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  private final Reason reason;

  public RefusedException(Reason reason) {
    super("refused: " + reason);
    this.reason = reason;
  }

  public RefusedException(boolean signInHelps) {
    this(signInHelps ? Reason.SIGN_IN : Reason.NEVER);
  }

  public Reason reason() {
    return reason;
  }

  public boolean signInHelps() {
    return reason == Reason.SIGN_IN;
  }
}
