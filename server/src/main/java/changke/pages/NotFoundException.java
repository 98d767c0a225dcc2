package changke.pages;

/// There is no such thing, or it is not this visitor's to see; both look the same.
public class NotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotFoundException() {
    super("not found");
  }
}
