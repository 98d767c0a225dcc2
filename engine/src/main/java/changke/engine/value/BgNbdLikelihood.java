package changke.engine.value;

/// The log-likelihood of BG/NBD and MBG/NBD with exact derivatives, in the order r, α, a, b.
///
/// With k chances to leave (x in BG/NBD, x + 1 in MBG/NBD) a person contributes `Σ_{j<x} ln(r+j) +
/// Σ_{j<k} ln((b+j)/(a+b+j)) + r·ln α − (r+x)·ln(α+T) + ln(1 + eᵘ)` with `u = ln a − ln(b+k−1) +
/// (r+x)·ln((α+T)/(α+tx))`: eᵘ are the odds of having left.
final class BgNbdLikelihood implements Newton.Objective {

  private final RepeatPurchases data;
  private final int more;
  private final double[] repeated;
  private final double[] chances;

  BgNbdLikelihood(RepeatPurchases data, int more) {
    this.data = data;
    this.more = more;
    this.repeated = data.withMoreThan();
    this.chances = more == 0 ? repeated : afterEveryone();
  }

  /// Everybody has one chance before those that the repeats bring.
  private double[] afterEveryone() {
    var shifted = new double[repeated.length + 1];
    System.arraycopy(repeated, 0, shifted, 1, repeated.length);
    shifted[0] = data.people();
    return shifted;
  }

  @Override
  public void add(double[] at, Newton.Sums sums) {
    var r = at[0];
    var alpha = at[1];
    sums.value(data.people() * r * Math.log(alpha));
    sums.gradient(0, data.people() * Math.log(alpha));
    sums.gradient(1, data.people() * r / alpha);
    sums.hessian(0, 1, data.people() / alpha);
    sums.hessian(1, 1, -data.people() * r / (alpha * alpha));
    sums.logsOfRising(repeated, r, 1, 0);
    sums.logsOfRising(chances, at[3], 1, 3);
    bothStaysAndLeaves(at[2] + at[3], sums);
    for (int i = 0; i < data.groups(); i++) {
      sums.waiting(data.people(i), r + data.repeats(i), alpha + data.seen(i));
      if (data.repeats(i) + more > 0) {
        mayHaveLeft(i, at, sums);
      }
    }
  }

  /// `−Σ ln(a+b+j)`, which moves with a and b alike.
  private void bothStaysAndLeaves(double base, Newton.Sums sums) {
    var first = 0.0;
    var second = 0.0;
    var logs = 0.0;
    for (int j = 0; j < chances.length; j++) {
      var inverse = 1 / (base + j);
      logs += chances[j] * Math.log(base + j);
      first += chances[j] * inverse;
      second += chances[j] * inverse * inverse;
    }
    sums.value(-logs);
    sums.gradient(2, -first);
    sums.gradient(3, -first);
    sums.hessian(2, 2, second);
    sums.hessian(2, 3, second);
    sums.hessian(3, 3, second);
  }

  /// `ln(1 + eᵘ)`: with σ = eᵘ/(1+eᵘ) its Hessian is `σ·∇²u + σ(1−σ)·∇u∇uᵀ`.
  private void mayHaveLeft(int i, double[] at, Newton.Sums sums) {
    var shape = at[0] + data.repeats(i);
    var stayed = at[3] + data.repeats(i) + more - 1;
    var toEnd = 1 / (at[1] + data.seen(i));
    var toLast = 1 / (at[1] + data.last(i));
    var silence = Math.log(toLast / toEnd);
    var u = Math.log(at[2] / stayed) + shape * silence;
    var left = 1 / (1 + Math.exp(-u));
    var people = data.people(i);
    sums.value(people * (u > 0 ? u + Math.log1p(Math.exp(-u)) : Math.log1p(Math.exp(u))));
    var byR = silence;
    var byAlpha = shape * (toEnd - toLast);
    var byA = 1 / at[2];
    var byB = -1 / stayed;
    var slope = people * left;
    sums.gradient(0, slope * byR);
    sums.gradient(1, slope * byAlpha);
    sums.gradient(2, slope * byA);
    sums.gradient(3, slope * byB);
    var bend = slope * (1 - left);
    sums.hessian(0, 0, bend * byR * byR);
    sums.hessian(0, 1, bend * byR * byAlpha + slope * (toEnd - toLast));
    sums.hessian(0, 2, bend * byR * byA);
    sums.hessian(0, 3, bend * byR * byB);
    sums.hessian(
        1, 1, bend * byAlpha * byAlpha + slope * shape * (toLast * toLast - toEnd * toEnd));
    sums.hessian(1, 2, bend * byAlpha * byA);
    sums.hessian(1, 3, bend * byAlpha * byB);
    sums.hessian(2, 2, bend * byA * byA - slope * byA * byA);
    sums.hessian(2, 3, bend * byA * byB);
    sums.hessian(3, 3, bend * byB * byB + slope * byB * byB);
  }
}
