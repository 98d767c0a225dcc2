package changke.audience;

import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.LocalDays;
import changke.engine.days.People;
import changke.engine.segment.Condition;
import changke.engine.segment.Segment;
import changke.engine.segment.Traits;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// Asks rules about some people: they get numbers of their own, from what they did a history is
/// made, and the engine answers.
///
/// Kinds and traits that no rule names cost nothing. Rules are compiled before the first question.
final class Matcher {

  /// Four decimals of a number that somebody said are compared.
  private static final int DECIMALS = 4;

  private final Map<String, Integer> kinds = new LinkedHashMap<>();
  private final Map<Integer, Integer> mostTimes = new LinkedHashMap<>();
  private final List<ToLongFunction<Portrait>> columns = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();

  Matcher(List<Rule> rules) {
    rules.forEach(rule -> conditions.add(compiled(rule)));
  }

  /// The members among these people for each rule, in the order of the rules.
  List<People> among(List<Portrait> people, LocalDays calendar, int today) {
    var history = history(people, calendar, today);
    var sets = DaySets.of(history);
    var traits = traits(people);
    var date = LocalDate.ofEpochDay(today);
    return conditions.stream()
        .map(condition ->
            Segment.of(condition, sets, history, traits, people.size(), date).members())
        .toList();
  }

  private History history(List<Portrait> people, LocalDays calendar, int today) {
    var builder = History.in(calendar);
    for (int person = 0; person < people.size(); person++) {
      var acts = people.get(person).acts();
      for (var kind : kinds.entrySet()) {
        var done = acts.get(kind.getKey());
        if (done != null) {
          int most = mostTimes.getOrDefault(kind.getValue(), 1);
          for (int i = 0; i < done.days().size(); i++) {
            long second = Calendars.second(calendar, done.days().day(i), today);
            for (int n = Math.min(most, done.days().count(i)); n > 0; n--) {
              builder.add(person, kind.getValue(), second);
            }
          }
        }
      }
    }
    return builder.build();
  }

  private Traits traits(List<Portrait> people) {
    var traits = new Traits(columns.size(), people.size());
    for (int column = 0; column < columns.size(); column++) {
      for (int person = 0; person < people.size(); person++) {
        traits.set(column, person, columns.get(column).applyAsLong(people.get(person)));
      }
    }
    return traits;
  }

  private Condition compiled(Rule rule) {
    return switch (rule) {
      case Rule.Did did when did.onDays() || did.times() == 1 ->
          new Condition.ActiveDays(kind(did.kind()), did.times(), did.within());
      case Rule.Did did -> {
        mostTimes.merge(kind(did.kind()), did.times(), Math::max);
        yield new Condition.Times(kind(did.kind()), did.times(), did.within());
      }
      case Rule.InOrder order ->
          new Condition.InSequence(order.kinds().stream().map(this::kind).toList(), order.within());
      case Rule.Is is -> compiled(is);
      case Rule.All all -> new Condition.And(all.rules().stream().map(this::compiled).toList());
      case Rule.Any any -> new Condition.Or(any.rules().stream().map(this::compiled).toList());
      case Rule.Not not -> new Condition.Not(compiled(not.rule()));
    };
  }

  private int kind(String name) {
    return kinds.computeIfAbsent(name, fresh -> kinds.size());
  }

  private Condition compiled(Rule.Is is) {
    if (is.trait().startsWith(Known.SAID)) {
      return said(is, is.trait().substring(Known.SAID.length()));
    }
    var known = Known.of(is.trait()).orElseThrow();
    return new Condition.Trait(
        column(known::of), comparison(is.is()), known.number(is.value()).orElseThrow());
  }

  /// A text is equal or not; a number is compared as one when both sides are.
  private Condition said(Rule.Is is, String name) {
    var wanted = number(is.value());
    if (wanted.isEmpty()) {
      return new Condition.Trait(
          column(person ->
              person.traits().containsKey(name)
                  ? is.value().equals(person.traits().get(name)) ? 1 : 0
                  : Traits.UNKNOWN),
          Condition.Comparison.EQUAL,
          1);
    }
    return new Condition.Trait(
        column(person ->
            Optional.ofNullable(person.traits().get(name))
                .flatMap(Matcher::number)
                .orElse(Traits.UNKNOWN)),
        comparison(is.is()),
        wanted.get());
  }

  private int column(ToLongFunction<Portrait> of) {
    columns.add(of);
    return columns.size() - 1;
  }

  private static Condition.Comparison comparison(Rule.Comparison is) {
    return switch (is) {
      case EQUAL -> Condition.Comparison.EQUAL;
      case LESS -> Condition.Comparison.LESS;
      case AT_MOST -> Condition.Comparison.AT_MOST;
      case MORE -> Condition.Comparison.MORE;
      case AT_LEAST -> Condition.Comparison.AT_LEAST;
    };
  }

  /// A decimal number in ten-thousandths; empty for a text, and for a number that is too large.
  static Optional<Long> number(String text) {
    if (!text.matches("[-+]?[0-9]{1,14}(\\.[0-9]{1,10})?")) {
      return Optional.empty();
    }
    return Optional.of(
        new BigDecimal(text)
            .setScale(DECIMALS, java.math.RoundingMode.FLOOR)
            .movePointRight(DECIMALS)
            .longValueExact());
  }
}
