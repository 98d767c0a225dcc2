package changke.trials;

import changke.engine.trial.AnytimeTest;
import changke.engine.trial.Difference;
import changke.engine.trial.Effect;
import changke.engine.trial.ManyMeasures;
import changke.engine.trial.Reading;
import changke.engine.trial.RollOut;
import changke.engine.trial.SampleRatio;
import changke.engine.trial.Side;
import changke.engine.trial.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// From people to a read-out: give everybody to it once, then ask. A function of what it is given;
/// the same numbers stand on the page and before the daily job.
final class Counting {

  /// False alarms accepted over the whole life of a trial.
  static final double ALPHA = .05;

  private final Trial trial;
  private final Instant now;
  private final List<Tally> tallies;
  private final long[] people;
  private final TreeMap<LocalDate, long[]> arrivals = new TreeMap<>();
  private long several;

  Counting(Trial trial, Instant now) {
    this.trial = trial;
    this.now = now;
    int variants = trial.definition().variants().size();
    people = new long[variants];
    tallies = trial.definition().measures().stream().map(one -> new Tally(one, variants)).toList();
  }

  void add(Came came) {
    people[came.variant()]++;
    several += came.several() ? 1 : 0;
    arrivals
        .computeIfAbsent(
            LocalDate.ofInstant(came.first(), ZoneOffset.UTC), day -> new long[people.length])[
        came.variant()]++;
    tallies.forEach(tally -> tally.add(came, now));
  }

  ReadOut readOut() {
    var definition = trial.definition();
    return new ReadOut(
        now,
        trial.dealt(),
        definition.variants().stream().map(Variant::name).toList(),
        Arrays.stream(people).boxed().toList(),
        several,
        people.length < 2 ? 1 : SampleRatio.sequential(daily(), weights()),
        arrivals.entrySet().stream()
            .map(day ->
                new ReadOut.Day(day.getKey(), Arrays.stream(day.getValue()).boxed().toList()))
            .toList(),
        rows());
  }

  /// What the daily job shall do; empty where nothing is compared.
  Optional<RollOut.Decision> decision() {
    var definition = trial.definition();
    if (definition.variants().size() != 2) {
      return Optional.empty();
    }
    var guardrails = new ArrayList<RollOut.Guardrail>();
    int first = 1 + definition.others().size();
    for (int i = 0; i < definition.guardrails().size(); i++) {
      var measure = definition.guardrails().get(i);
      guardrails.add(
          new RollOut.Guardrail(
              measure.figure().name(),
              measure.higherIsBetter(),
              tallies.get(first + i).strata(0, 1)));
    }
    var rollOut = new RollOut(test(), definition.leastPeople(), definition.worthwhile());
    int step = definition.staged() ? trial.step() : 100;
    return Optional.of(
        rollOut.decide(step, tallies.getFirst().strata(0, 1), guardrails, even(definition)));
  }

  /// The roll-out's own check assumes half and half; with other weights the read-out's counts.
  private long[][] even(Definition definition) {
    var weights = definition.variants();
    return weights.get(0).weight() == weights.get(1).weight() ? daily() : new long[0][];
  }

  private AnytimeTest test() {
    return new AnytimeTest(ALPHA);
  }

  private long[][] daily() {
    return arrivals.values().toArray(long[][]::new);
  }

  private double[] weights() {
    return trial.definition().variants().stream().mapToDouble(Variant::weight).toArray();
  }

  private List<ReadOut.Row> rows() {
    var definition = trial.definition();
    var measures = definition.measures();
    int variants = people.length;
    var readings = new ArrayList<@Nullable Reading>();
    var baselines = new ArrayList<Double>();
    for (var tally : tallies) {
      for (int variant = 1; variant < variants; variant++) {
        var effect = effect(tally, variant);
        readings.add(effect instanceof Effect found ? test().read(found, Side.BOTH) : null);
        baselines.add(effect instanceof Effect found ? found.baseline() : 0.);
      }
    }
    var adjusted = adjusted(readings, variants - 1, definition);
    var rows = new ArrayList<ReadOut.Row>();
    for (int i = 0; i < measures.size(); i++) {
      var tally = tallies.get(i);
      var against = new ArrayList<ReadOut.Compared>();
      for (int variant = 1; variant < variants; variant++) {
        int at = i * (variants - 1) + variant - 1;
        against.add(compared(measures.get(i), readings.get(at), baselines.get(at), adjusted[at]));
      }
      rows.add(
          new ReadOut.Row(
              measures.get(i),
              role(i, definition),
              IntStream.range(0, variants).mapToObj(v -> tally.arm(v).n()).toList(),
              IntStream.range(0, variants).mapToObj(v -> tally.arm(v).mean()).toList(),
              against));
    }
    return rows;
  }

  private static ReadOut.Role role(int at, Definition definition) {
    if (at == 0) {
      return ReadOut.Role.GOAL;
    }
    return at <= definition.others().size() ? ReadOut.Role.OTHER : ReadOut.Role.GUARDRAIL;
  }

  /// A staged trial compares people within the step at which they came in.
  private Verdict effect(Tally tally, int variant) {
    return trial.definition().staged()
        ? RollOut.stratified(tally.strata(0, variant))
        : Effect.between(tally.arm(0), tally.arm(variant), Difference.ABSOLUTE);
  }

  /// The goal and the guardrails each by Holm over the variants, so that one false claim is rare;
  /// the others together by Benjamini and Hochberg.
  private double[] adjusted(
      List<@Nullable Reading> readings, int perMeasure, Definition definition) {
    var p = readings.stream().mapToDouble(one -> one == null ? 1 : one.pValue()).toArray();
    int others = (1 + definition.others().size()) * perMeasure;
    var all = new double[p.length];
    put(all, 0, ManyMeasures.holm(Arrays.copyOfRange(p, 0, perMeasure)));
    put(all, perMeasure, ManyMeasures.benjaminiHochberg(Arrays.copyOfRange(p, perMeasure, others)));
    put(all, others, ManyMeasures.holm(Arrays.copyOfRange(p, others, p.length)));
    return all;
  }

  private static void put(double[] all, int at, double[] some) {
    System.arraycopy(some, 0, all, at, some.length);
  }

  private static ReadOut.Compared compared(
      Measure measure, @Nullable Reading reading, double baseline, double adjusted) {
    if (reading == null) {
      return new ReadOut.Compared(null, null, null, null, 1, 1, ReadOut.Word.TOO_FEW);
    }
    var word = ReadOut.Word.OPEN;
    if (adjusted < ALPHA && reading.excludesZero()) {
      word =
          reading.estimate() > 0 == measure.higherIsBetter()
              ? ReadOut.Word.BETTER
              : ReadOut.Word.WORSE;
    }
    return new ReadOut.Compared(
        reading.estimate(),
        reading.low(),
        reading.high(),
        baseline == 0 ? null : reading.estimate() / Math.abs(baseline),
        reading.pValue(),
        adjusted,
        word);
  }
}
