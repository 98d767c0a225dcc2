package changke.identity;

/// The visitor may not do this; `signInHelps` when nobody is signed in yet.
public class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean signInHelps;

  public RefusedException(boolean signInHelps) {
    super("refused");
    this.signInHelps = signInHelps;
  }

  public boolean signInHelps() {
    return signInHelps;
  }
}
