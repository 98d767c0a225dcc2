package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;

import changke.shared.Money;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconcilingTest {

  @Test
  void every_line_that_differs_is_named_once_and_no_other() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var theirs = new ArrayList<StatementLine>();
      var around = new ArrayList<StatementLine>();
      var known = new ArrayList<StatementLine>();
      var today = new ArrayList<StatementLine>();
      Set<String> expected = new HashSet<>();
      for (int i = 0; i < random.nextInt(40); i++) {
        var kind = random.nextBoolean() ? StatementLine.Kind.PAID : StatementLine.Kind.REFUNDED;
        var line = line(kind, i, 100);
        switch (random.nextInt(6)) {
          case 0 -> {
            theirs.add(line);
            expected.add("MISSING_HERE " + kind + " " + i);
          }
          case 1 -> {
            today.add(line);
            expected.add("MISSING_THERE " + kind + " " + i);
          }
          case 2 -> {
            theirs.add(line);
            known.add(line(kind, i, 101));
            expected.add("AMOUNT " + kind + " " + i);
          }
          case 3 -> {
            around.add(line);
            today.add(line);
          }
          case 4 -> {
            theirs.add(line);
            known.add(line);
          }
          default -> {
            theirs.add(line);
            known.add(line);
            today.add(line);
          }
        }
      }
      var found = Reconciling.compare(theirs, around, Reconciling.byKey(known), today);
      assertThat(found).as("seed " + seed).hasSize(expected.size());
      assertThat(found.stream().map(d -> d.kind() + " " + d.line() + " " + d.number()).toList())
          .as("seed " + seed)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void another_currency_is_another_amount() {
    var theirs = List.of(line(StatementLine.Kind.PAID, 1, 100));
    var ours = List.of(new StatementLine(StatementLine.Kind.PAID, "1", "r", Money.of(100, "USD")));
    assertThat(Reconciling.compare(theirs, List.of(), Reconciling.byKey(ours), ours))
        .extracting(Difference::kind)
        .containsExactly(Difference.Kind.AMOUNT);
  }

  private static StatementLine line(StatementLine.Kind kind, int number, long minor) {
    return new StatementLine(kind, String.valueOf(number), "r" + number, Money.of(minor, "CNY"));
  }
}
