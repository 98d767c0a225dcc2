package changke.engine.taste;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Gathers a square sparse table row by row, from two cores at once, and turns it into [Neighbours]
/// that keep for each candidate only its strongest links.
final class Columns {

  /// One row or column: ascending places with their values.
  static final class Sparse {
    final int[] at;
    final float[] value;

    Sparse(int[] at, float[] value) {
      this.at = at;
      this.value = value;
    }
  }

  /// Fills one row.
  interface Row {
    /// Works out one row with scratch space that is used again.
    ///
    /// @param sums zero on entry and left zero
    /// @param touched a place to note which sums are not zero
    Sparse of(int row, float[] sums, int[] touched);
  }

  private Columns() {}

  static Sparse[] each(int items, Row row) {
    var rows = new Sparse[items];
    int blocks = Math.min(64, Math.max(1, items));
    IntStream.range(0, blocks)
        .parallel()
        .forEach(block -> {
          var sums = new float[items];
          var touched = new int[items];
          for (int i = block; i < items; i += blocks) rows[i] = row.of(i, sums, touched);
        });
    return rows;
  }

  /// The `keep` greatest entries, ascending by place; among equals the smaller place wins.
  static Sparse strongest(Sparse all, int keep) {
    if (all.at.length <= keep) return all;
    var keys = new long[all.at.length];
    for (int i = 0; i < keys.length; i++) keys[i] = descending(all.value[i]) << 32 | i;
    Arrays.sort(keys);
    var places = new int[keep];
    for (int i = 0; i < keep; i++) places[i] = (int) keys[i];
    Arrays.sort(places);
    var at = new int[keep];
    var value = new float[keep];
    for (int i = 0; i < keep; i++) {
      at[i] = all.at[places[i]];
      value[i] = all.value[places[i]];
    }
    return new Sparse(at, value);
  }

  /// Columns become rows; places stay ascending because columns are visited in order.
  static Sparse[] turned(Sparse[] columns) {
    var size = new int[columns.length];
    for (var column : columns) for (int row : column.at) size[row]++;
    var rows = new Sparse[columns.length];
    for (int i = 0; i < rows.length; i++)
      rows[i] = new Sparse(new int[size[i]], new float[size[i]]);
    Arrays.fill(size, 0);
    for (int j = 0; j < columns.length; j++) {
      for (int k = 0; k < columns[j].at.length; k++) {
        int row = columns[j].at[k];
        rows[row].at[size[row]] = j;
        rows[row].value[size[row]++] = columns[j].value[k];
      }
    }
    return rows;
  }

  static Neighbours neighbours(Sparse[] rows) {
    var start = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) start[i + 1] = Math.addExact(start[i], rows[i].at.length);
    var item = new int[start[rows.length]];
    var weight = new float[item.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i].at, 0, item, start[i], rows[i].at.length);
      System.arraycopy(rows[i].value, 0, weight, start[i], rows[i].at.length);
    }
    return new Neighbours(start, item, weight);
  }

  /// Ascending keys for descending values of either sign.
  private static long descending(float value) {
    int bits = Float.floatToIntBits(value);
    int ascending = bits < 0 ? ~bits : bits | 0x80000000;
    return ~ascending & 0xffffffffL;
  }
}
