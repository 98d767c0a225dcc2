package changke.insights;

/// How much a file may hold, so that a hostile one costs little.
///
/// @param bytes unpacked
/// @param lines data lines
public record HistoryLimits(long bytes, int lines) {

  static final int FIELD_CHARS = 1 << 16;
  static final int ROW_FIELDS = 500;
  static final int NAME_CHARS = 200;
  static final int NAMES = 4_000_000;

  /// For an upload into a running house, which has other work.
  public static final HistoryLimits UPLOAD = new HistoryLimits(1L << 30, 5_000_000);

  /// For `./run report`, which has the machine to itself.
  public static final HistoryLimits REPORT = new HistoryLimits(4L << 30, 20_000_000);
}
