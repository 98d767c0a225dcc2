package changke.backoffice.trials;

import changke.shared.Words;
import changke.trials.Condition;
import changke.trials.Definition;
import changke.trials.Figure;
import changke.trials.Measure;
import changke.trials.ReadOut.Role;
import changke.trials.Target;
import changke.trials.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.json.JsonMapper;

/// What stands in the fields of the editor. Every row sends all of its fields, so that the n-th
/// value of each name belongs to the n-th row.
///
/// @param version of the trial that is changed; 0 for a new one
/// @param coverage in percent, `weight` as well
/// @param worthwhile money in the currency's major unit
record TrialForm(
    String key,
    int version,
    Words title,
    Definition.Kind kind,
    List<Choice> variants,
    String off,
    List<Line> lines,
    String coverage,
    String seed,
    String salt,
    boolean browsers,
    boolean staged,
    List<Asked> measures,
    String worthwhile,
    String leastPeople) {

  /// For [Line#to]: everybody who takes part must meet it.
  static final String AMONG = "among";

  /// For [Line#to]: gets the off value.
  static final String OFF = "off";

  /// For [Line#to]: belongs to the line above.
  static final String AND = "and";

  private static final int MOST_ROWS = 20;
  private static final int LONGEST = 8_000;

  /// A variant; texts as they are, other values as JSON.
  record Choice(String name, String value, String weight) {}

  /// A condition and what follows from it: [#AMONG], [#OFF], [#AND] or `variant:NAME`.
  record Line(Condition.Of of, String name, Condition.Is is, String value, String to) {}

  /// A measure and what it is there for.
  record Asked(
      Role role, Figure figure, String act, String per, String days, boolean higherIsBetter) {}

  static TrialForm fresh() {
    return new TrialForm(
        "",
        0,
        new Words("", ""),
        Definition.Kind.STRING,
        List.of(new Choice("control", "old", "50"), new Choice("new", "new", "50")),
        "old",
        List.of(),
        "100",
        "",
        "",
        false,
        false,
        List.of(new Asked(Role.GOAL, Figure.NET_REVENUE, "", "", "0", true)),
        "0",
        "500");
  }

  /// What pages of this house ask for.
  static TrialForm homeSections() {
    return new TrialForm(
        "home-sections",
        0,
        new Words("首页的顺序", "Order of the home page"),
        Definition.Kind.STRING,
        List.of(
            new Choice("shelves-first", "shelves-first", "50"),
            new Choice("popular-first", "popular-first", "50")),
        "shelves-first",
        List.of(),
        "100",
        "",
        "",
        false,
        true,
        List.of(
            new Asked(Role.GOAL, Figure.ORDERS, "", "", "0", true),
            new Asked(Role.OTHER, Figure.RETURNED, "", "", "7", true),
            new Asked(Role.GUARDRAIL, Figure.NET_REVENUE, "", "", "0", true)),
        "0.001",
        "500");
  }

  static TrialForm of(String key, int version, Definition definition) {
    var lines = new ArrayList<Line>();
    definition.among().forEach(one -> lines.add(line(one, AMONG)));
    for (var target : definition.targets()) {
      var to = target.variant() == null ? OFF : "variant:" + target.variant();
      for (int i = 0; i < target.when().size(); i++) {
        lines.add(line(target.when().get(i), i == 0 ? to : AND));
      }
    }
    var measures = new ArrayList<Asked>();
    measures.add(asked(Role.GOAL, definition.goal()));
    definition.others().forEach(one -> measures.add(asked(Role.OTHER, one)));
    definition.guardrails().forEach(one -> measures.add(asked(Role.GUARDRAIL, one)));
    return new TrialForm(
        key,
        version,
        definition.title(),
        definition.kind(),
        definition.variants().stream()
            .map(one ->
                new Choice(
                    one.name(), plain(definition.kind(), one.value()), percent(one.weight())))
            .toList(),
        plain(definition.kind(), definition.off()),
        lines,
        percent(definition.coverageBp()),
        definition.seed(),
        definition.salt(),
        definition.browsers(),
        definition.staged(),
        measures,
        BigDecimal.valueOf(definition.worthwhile())
            .movePointLeft(definition.goal().figure().isMoney() ? 2 : 0)
            .stripTrailingZeros()
            .toPlainString(),
        String.valueOf(definition.leastPeople()));
  }

  private static Line line(Condition one, String to) {
    return new Line(one.of(), one.name(), one.is(), one.value(), to);
  }

  private static Asked asked(Role role, Measure one) {
    return new Asked(
        role, one.figure(), one.act(), one.per(), String.valueOf(one.days()), one.higherIsBetter());
  }

  private static String percent(int bp) {
    return BigDecimal.valueOf(bp, 2).stripTrailingZeros().toPlainString();
  }

  private static String plain(Definition.Kind kind, String json) {
    return kind == Definition.Kind.STRING ? JsonMapper.shared().readTree(json).stringValue() : json;
  }

  static TrialForm of(MultiValueMap<String, String> fields) {
    return new TrialForm(
        field(fields, "key", 0).strip(),
        number(field(fields, "version", 0)),
        new Words(field(fields, "zh", 0), field(fields, "en", 0)),
        constant(Definition.Kind.values(), field(fields, "kind", 0), Definition.Kind.STRING),
        rows(
            fields,
            "variant",
            i ->
                new Choice(
                    field(fields, "variant", i).strip(),
                    field(fields, "content", i),
                    field(fields, "weight", i))),
        field(fields, "off", 0),
        rows(
            fields,
            "to",
            i ->
                new Line(
                    constant(Condition.Of.values(), field(fields, "of", i), Condition.Of.CONTEXT),
                    field(fields, "name", i).strip(),
                    constant(Condition.Is.values(), field(fields, "is", i), Condition.Is.EQUAL),
                    field(fields, "value", i),
                    field(fields, "to", i))),
        field(fields, "coverage", 0),
        field(fields, "seed", 0).strip(),
        field(fields, "salt", 0).strip(),
        fields.containsKey("browsers"),
        fields.containsKey("staged"),
        rows(
            fields,
            "figure",
            i ->
                new Asked(
                    constant(Role.values(), field(fields, "role", i), Role.OTHER),
                    constant(Figure.values(), field(fields, "figure", i), Figure.ORDERS),
                    field(fields, "act", i).strip(),
                    field(fields, "per", i).strip(),
                    field(fields, "days", i),
                    !field(fields, "better", i).equals("lower"))),
        field(fields, "worthwhile", 0),
        field(fields, "leastPeople", 0));
  }

  /// What a button does to the rows: `variant`, `line`, `measure` add one, `drop-variant:ROW` and
  /// so on take one away; anything else nothing.
  TrialForm after(String act) {
    var someVariants = new ArrayList<>(variants);
    var someLines = new ArrayList<>(lines);
    var someMeasures = new ArrayList<>(measures);
    int row = number(act.substring(act.indexOf(':') + 1));
    switch (act.substring(0, act.indexOf(':') < 0 ? act.length() : act.indexOf(':'))) {
      case "variant" -> add(someVariants, new Choice("", "", "0"));
      case "line" ->
          add(someLines, new Line(Condition.Of.CONTEXT, "", Condition.Is.EQUAL, "", AMONG));
      case "measure" -> add(someMeasures, new Asked(Role.OTHER, Figure.ORDERS, "", "", "0", true));
      case "drop-variant" -> drop(someVariants, row, 1);
      case "drop-line" -> drop(someLines, row, 0);
      case "drop-measure" -> drop(someMeasures, row, 1);
      default -> {}
    }
    return new TrialForm(
        key,
        version,
        title,
        kind,
        someVariants,
        off,
        someLines,
        coverage,
        seed,
        salt,
        browsers,
        staged,
        someMeasures,
        worthwhile,
        leastPeople);
  }

  private static <T> void add(List<T> rows, T row) {
    if (rows.size() < MOST_ROWS) {
      rows.add(row);
    }
  }

  private static void drop(List<?> rows, int row, int least) {
    if (row >= 0 && row < rows.size() && rows.size() > least) {
      rows.remove(row);
    }
  }

  Definition definition() {
    var goals = asked(Role.GOAL);
    var goal = goals.isEmpty() ? Measure.of(Figure.NET_REVENUE) : goals.getFirst();
    var others = new ArrayList<>(goals.subList(Math.min(1, goals.size()), goals.size()));
    others.addAll(asked(Role.OTHER));
    return new Definition(
        title,
        kind,
        variants.stream()
            .map(one -> new Variant(one.name(), json(one.value()), hundredths(one.weight())))
            .toList(),
        json(off),
        targets(),
        lines.stream().filter(line -> line.to().equals(AMONG)).map(TrialForm::condition).toList(),
        hundredths(coverage),
        seed,
        salt,
        browsers,
        staged,
        goal,
        others,
        asked(Role.GUARDRAIL),
        decimal(worthwhile).movePointRight(goal.figure().isMoney() ? 2 : 0).doubleValue(),
        number(leastPeople));
  }

  private List<Measure> asked(Role role) {
    return measures.stream()
        .filter(one -> one.role() == role)
        .map(one ->
            new Measure(
                one.figure(),
                one.figure().asksForAct() ? one.act() : "",
                one.figure() == Figure.ACTS_PER_ACT ? one.per() : "",
                number(one.days()),
                one.higherIsBetter()))
        .toList();
  }

  private List<Target> targets() {
    var targets = new ArrayList<Target>();
    @Nullable List<Condition> open = null;
    @Nullable String to = null;
    for (var line : lines) {
      if (line.to().equals(AMONG)) {
        continue;
      }
      if (line.to().equals(AND) && open != null) {
        open.add(condition(line));
        targets.set(targets.size() - 1, new Target(open, to));
        continue;
      }
      open = new ArrayList<>(List.of(condition(line)));
      to = line.to().startsWith("variant:") ? line.to().substring(8) : null;
      targets.add(new Target(open, to));
    }
    return targets;
  }

  private static Condition condition(Line line) {
    return new Condition(line.of(), line.name(), line.is(), line.value());
  }

  private String json(String value) {
    return kind == Definition.Kind.STRING ? JsonMapper.shared().writeValueAsString(value) : value;
  }

  private interface Made<T> {
    T at(int row);
  }

  private static <T> List<T> rows(MultiValueMap<String, String> fields, String name, Made<T> made) {
    int count = Math.min(fields.getOrDefault(name, List.of()).size(), MOST_ROWS);
    return IntStream.range(0, count).mapToObj(made::at).toList();
  }

  private static String field(MultiValueMap<String, String> fields, String name, int at) {
    var values = fields.getOrDefault(name, List.of());
    var value = at < values.size() ? values.get(at) : "";
    return value == null ? "" : value.substring(0, Math.min(LONGEST, value.length()));
  }

  private static BigDecimal decimal(String text) {
    try {
      var plain = text.strip();
      return plain.length() > 18 ? BigDecimal.ZERO : new BigDecimal(plain);
    } catch (NumberFormatException e) {
      return BigDecimal.ZERO;
    }
  }

  /// Percent as ten-thousandths.
  static int hundredths(String percent) {
    var value = decimal(percent).movePointRight(2);
    return value.abs().compareTo(BigDecimal.valueOf(100_000)) > 0 ? -1 : value.intValue();
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static <E extends Enum<E>> E constant(E[] all, String name, E otherwise) {
    return Arrays.stream(all).filter(one -> one.name().equals(name)).findFirst().orElse(otherwise);
  }
}
