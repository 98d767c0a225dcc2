package changke.identity;

/// Too much at once; trying again a little later helps. Pages answer 503.
public class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BusyException() {
    super("too much at once");
  }
}
