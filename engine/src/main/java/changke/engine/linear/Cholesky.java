package changke.engine.linear;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Linear systems of a few dozen unknowns, symmetric and positive definite.
public final class Cholesky {

  private Cholesky() {}

  /// Solves `matrix · x = right`; null when the matrix is not positive definite.
  public static double @Nullable [] solve(double[][] matrix, double[] right) {
    var lower = factor(matrix);
    if (lower == null) {
      return null;
    }
    var n = right.length;
    var x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }

  /// Square roots of the inverse's diagonal; infinite when the information is not positive
  /// definite.
  public static double[] standardErrors(double[][] information) {
    var n = information.length;
    var errors = new double[n];
    for (int i = 0; i < n; i++) {
      var unit = new double[n];
      unit[i] = 1;
      var column = solve(information, unit);
      if (column == null) {
        Arrays.fill(errors, Double.POSITIVE_INFINITY);
        return errors;
      }
      errors[i] = Math.sqrt(column[i]);
    }
    return errors;
  }

  private static double @Nullable [][] factor(double[][] matrix) {
    var n = matrix.length;
    var lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        var sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        if (i == j) {
          // Not "sum <= 0": a NaN must not pass.
          if (!(sum > 1e-14 * Math.abs(matrix[i][i])) || sum == Double.POSITIVE_INFINITY) {
            return null;
          }
          lower[i][i] = Math.sqrt(sum);
        } else {
          lower[i][j] = sum / lower[j][j];
        }
      }
    }
    return lower;
  }
}
