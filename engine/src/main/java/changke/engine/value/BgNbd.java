package changke.engine.value;

import java.util.List;

/// People buy at a personal rate and leave for good after a purchase with a personal probability:
/// BG/NBD (Fader, Hardie and Lee 2005) and its modification MBG/NBD (Batislam, Denizel and
/// Filiztekin 2007; Hoppe and Wagner 2007).
///
/// @param r shape of the purchase rates
/// @param alpha their rate, in units of time
/// @param a with b the beta distribution of the probability to leave; its mean is a/(a+b)
/// @param dropout at which purchases people may leave
public record BgNbd(double r, double alpha, double a, double b, Dropout dropout)
    implements PurchaseModel {

  /// At which purchases somebody may leave for good.
  public enum Dropout {
    /// After every repeat purchase: BG/NBD. Who bought once is surely alive.
    AFTER_REPEATS(0),
    /// After the first purchase too: MBG/NBD.
    AFTER_EVERY(1);

    private final int more;

    Dropout(int more) {
      this.more = more;
    }
  }

  private static final List<String> NAMES = List.of("r", "alpha", "a", "b");

  /// Rounding leaves about this much of a tail that has become nothing.
  private static final double NEGLIGIBLE = 1e-13;

  /// Fits by maximum likelihood; at the edge of the parameter space, or when leaving explains
  /// nothing that [Nbd] does not, the answer is NBD and says so.
  public static Fit<PurchaseModel> fit(RepeatPurchases data, Dropout dropout) {
    return switch (Nbd.fit(data)) {
      case Fit.Refused<Nbd> refused -> new Fit.Refused<>(refused.why());
      case Fit.AtTheEdge<Nbd> edge -> throw new AssertionError(edge);
      case Fit.Fitted<Nbd> nbd -> fit(data, dropout, nbd);
    };
  }

  private static Fit<PurchaseModel> fit(
      RepeatPurchases data, Dropout dropout, Fit.Fitted<Nbd> nbd) {
    var start = new double[] {nbd.model().r(), nbd.model().alpha(), 1, 3};
    var optimum = Newton.maximise(new BgNbdLikelihood(data, dropout.more), start);
    if (!optimum.undetermined().isEmpty()) {
      return new Fit.AtTheEdge<>(
          new Fit.Fitted<>(nbd.model(), nbd.estimates(), nbd.logLikelihood(), nbd.people()));
    }
    var at = optimum.at();
    return new Fit.Fitted<>(
        new BgNbd(at[0], at[1], at[2], at[3], dropout),
        optimum.estimates(NAMES),
        optimum.value(),
        data.people());
  }

  @Override
  public double alive(int repeats, double last, double seen) {
    PurchaseModel.check(repeats, last, seen, 0);
    var chances = repeats + dropout.more;
    if (chances == 0) {
      return 1;
    }
    // The odds of having left are at most e^(r+x)·ln(T/tx): only their logarithm fits a double.
    var odds =
        Math.log(a / (b + chances - 1)) + (r + repeats) * Math.log((alpha + seen) / (alpha + last));
    return 1 / (1 + Math.exp(odds));
  }

  /// Expected purchases in the next `time`, as `P(alive) · Σⱼ P(N > j) · E[(1−p)ʲ]`: N is what the
  /// person would buy without ever leaving (negative binomial), and the purchase after j others
  /// needs j chances to leave that were not taken.
  ///
  /// This is the paper's equation (10) term by term. Written with ₂F₁ it has a pole at a = 1 and
  /// overflows for frequent buyers; here every term is between 0 and 1.
  @Override
  public double expected(int repeats, double last, double seen, double time) {
    PurchaseModel.check(repeats, last, seen, time);
    var stayed = b + repeats + dropout.more;
    var shape = r + repeats;
    var logSeen = -Math.log1p(time / (alpha + seen));
    var logAhead = Math.log(time / (alpha + seen + time));
    var logMass = shape * logSeen;
    var beyond = -Math.expm1(logMass);
    var stays = 1.0;
    var sum = 0.0;
    for (int j = 0; beyond * stays > NEGLIGIBLE * sum; j++) {
      sum += beyond * stays;
      stays *= (stayed + j) / (a + stayed + j);
      logMass += Math.log((shape + j) / (j + 1)) + logAhead;
      beyond -= Math.exp(logMass);
    }
    return sum * alive(repeats, last, seen);
  }
}
