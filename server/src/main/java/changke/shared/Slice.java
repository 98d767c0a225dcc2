package changke.shared;

import java.util.List;

/// One page of a list: at most `size` rows from a numbered page (from 0), and whether more follow.
public record Slice<T>(List<T> rows, int page, boolean more) {

  public static final int DEFAULT_SIZE = 24;

  /// Cuts rows that were read with a limit of `size + 1`.
  public static <T> Slice<T> cut(List<T> rows, int page, int size) {
    return rows.size() > size
        ? new Slice<>(List.copyOf(rows.subList(0, size)), page, true)
        : new Slice<>(List.copyOf(rows), page, false);
  }
}
