package changke.engine.taste;

import java.util.stream.IntStream;

/// The inverse of a symmetric positive definite matrix, in place, on all cores.
///
/// It sweeps blocks of rows (Goodnight 1979): sweeping block K turns A into its partial inverse by
/// one update of low rank, A − A·K (A K K)⁻¹ K·A, and after all blocks what is left is −A⁻¹. Only
/// the lower triangle is stored and touched, so the work is n³ flops, as by Cholesky, but all of it
/// is one kernel: rows that get sums of other rows, which the compiler turns into vector code.
///
/// Invariant: between sweeps `rows[i][j]`, j ≤ i, holds the swept matrix; its sign convention keeps
/// it symmetric.
final class SymmetricInverse {

  private static final int BLOCK = 64;
  private static final int STRIP = 512;

  private final double[][] rows;
  private final int n;

  private SymmetricInverse(double[][] rows) {
    this.rows = rows;
    this.n = rows.length;
  }

  /// Inverts the lower triangle in place. False when the matrix is not positive definite; its
  /// content is then undefined.
  static boolean invert(double[][] lowerTriangle) {
    return new SymmetricInverse(lowerTriangle).run();
  }

  private boolean run() {
    for (int from = 0; from < n; from += BLOCK) {
      if (!sweep(from, Math.min(n, from + BLOCK))) return false;
    }
    IntStream.range(0, n)
        .parallel()
        .forEach(i -> {
          for (int j = 0; j <= i; j++) rows[i][j] = -rows[i][j];
        });
    return true;
  }

  private boolean sweep(int from, int to) {
    int size = to - from;
    var pivot = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) pivot[i][j] = pivot[j][i] = rows[from + i][from + j];
    }
    if (!invertSmall(pivot)) return false;
    var panel = panel(from, size);
    var scaled = new double[size][n];
    strips(
        n,
        (low, high) -> {
          for (int k = 0; k < size; k++) add(scaled[k], pivot[k], panel, low, high);
        });
    // Each core takes the strips of rows that are left: later rows are longer, so the blocks are
    // small.
    int blocks = (n + BLOCK - 1) / BLOCK;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(block -> {
          int lowRow = (blocks - 1 - block) * BLOCK;
          update(lowRow, Math.min(n, lowRow + BLOCK), panel, scaled);
        });
    write(from, to, pivot, scaled);
    return true;
  }

  /// The rows of the block over all columns, zero within the block itself.
  private double[][] panel(int from, int size) {
    var panel = new double[size][n];
    for (int k = 0; k < size; k++) {
      System.arraycopy(rows[from + k], 0, panel[k], 0, from);
      for (int j = from + size; j < n; j++) panel[k][j] = rows[j][from + k];
    }
    return panel;
  }

  /// Takes the block's share out of some rows, strip by strip, so that the strip of the panel stays
  /// in the cache while the rows pass over it.
  private void update(int lowRow, int highRow, double[][] panel, double[][] scaled) {
    var factors = new double[highRow - lowRow][panel.length];
    for (int i = lowRow; i < highRow; i++) {
      for (int k = 0; k < panel.length; k++) factors[i - lowRow][k] = -scaled[k][i];
    }
    for (int low = 0; low < highRow; low += STRIP) {
      int i = Math.max(lowRow, low);
      for (; i + 1 < highRow; i += 2) {
        int end = Math.min(i + 1, low + STRIP);
        addPairs(
            rows[i], rows[i + 1], factors[i - lowRow], factors[i + 1 - lowRow], panel, low, end);
        add(rows[i + 1], factors[i + 1 - lowRow], panel, end, Math.min(i + 2, low + STRIP));
      }
      if (i < highRow) add(rows[i], factors[i - lowRow], panel, low, Math.min(i + 1, low + STRIP));
    }
  }

  private void write(int from, int to, double[][] pivot, double[][] scaled) {
    for (int k = from; k < to; k++) {
      System.arraycopy(scaled[k - from], 0, rows[k], 0, from);
      for (int j = from; j <= k; j++) rows[k][j] = -pivot[k - from][j - from];
    }
    IntStream.range(to, n)
        .parallel()
        .forEach(i -> {
          for (int k = from; k < to; k++) rows[i][k] = scaled[k - from][i];
        });
  }

  /// row[j] += Σ factor[k] · panel[k][j].
  private static void add(double[] row, double[] factor, double[][] panel, int low, int high) {
    for (int k = 0; k < factor.length; k++) {
      double f = factor[k];
      var p = panel[k];
      for (int j = low; j < high; j++) row[j] = Math.fma(f, p[j], row[j]);
    }
  }

  /// The same for two rows and four rows of the panel at a time: each number that is loaded serves
  /// twice, which makes the loop about 1.6 times as fast as one row at a time.
  private static void addPairs(
      double[] one, double[] two, double[] f, double[] g, double[][] panel, int low, int high) {
    int even = f.length & ~3;
    for (int k = 0; k < even; k += 4) {
      double f0 = f[k];
      double f1 = f[k + 1];
      double f2 = f[k + 2];
      double f3 = f[k + 3];
      double g0 = g[k];
      double g1 = g[k + 1];
      double g2 = g[k + 2];
      double g3 = g[k + 3];
      var p0 = panel[k];
      var p1 = panel[k + 1];
      var p2 = panel[k + 2];
      var p3 = panel[k + 3];
      for (int j = low; j < high; j++) {
        double a = p0[j];
        double b = p1[j];
        double c = p2[j];
        double d = p3[j];
        one[j] = Math.fma(f0, a, Math.fma(f1, b, Math.fma(f2, c, Math.fma(f3, d, one[j]))));
        two[j] = Math.fma(g0, a, Math.fma(g1, b, Math.fma(g2, c, Math.fma(g3, d, two[j]))));
      }
    }
    for (int k = even; k < f.length; k++) {
      for (int j = low; j < high; j++) {
        one[j] = Math.fma(f[k], panel[k][j], one[j]);
        two[j] = Math.fma(g[k], panel[k][j], two[j]);
      }
    }
  }

  /// Gauss–Jordan without exchanges, which positive definite matrices do not need; a pivot that is
  /// not positive says that this one is not.
  private static boolean invertSmall(double[][] a) {
    int n = a.length;
    for (int k = 0; k < n; k++) {
      double pivot = a[k][k];
      if (!(pivot > 0) || !Double.isFinite(pivot)) return false;
      a[k][k] = 1;
      for (int j = 0; j < n; j++) a[k][j] /= pivot;
      for (int i = 0; i < n; i++) {
        if (i == k) continue;
        double factor = a[i][k];
        a[i][k] = 0;
        for (int j = 0; j < n; j++) a[i][j] -= factor * a[k][j];
      }
    }
    return true;
  }

  private interface Strip {
    void work(int low, int high);
  }

  private static void strips(int n, Strip strip) {
    int count = (n + STRIP - 1) / STRIP;
    IntStream.range(0, count)
        .parallel()
        .forEach(i -> strip.work(i * STRIP, Math.min(n, (i + 1) * STRIP)));
  }
}
