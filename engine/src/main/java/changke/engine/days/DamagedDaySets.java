package changke.engine.days;

/// Saved day sets that are not what was written: nothing of them is used.
public final class DamagedDaySets extends RuntimeException {

  private static final long serialVersionUID = 1;

  DamagedDaySets(String message) {
    super(message);
  }
}
