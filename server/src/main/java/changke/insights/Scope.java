package changke.insights;

import changke.engine.days.People;
import changke.engine.days.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// What a report looks at: a state of things, and what of it was asked for. The frame that all
/// reports share is here: dates, the unit of time, and who is in it.
final class Scope {

  static final List<String> UNITS = List.of("day", "week", "month", "sunday");
  static final List<String> LONGER = List.of("week", "month", "day", "sunday");

  private final Behaviour all;
  private final Asked asked;
  private final List<String> units;
  private final Narrowing narrowing;
  private final Goals goals;

  Scope(Behaviour all, Asked asked, List<String> units, Narrowing narrowing, Goals goals) {
    this.all = all;
    this.asked = asked;
    this.units = units;
    this.narrowing = narrowing;
    this.goals = goals;
  }

  Behaviour all() {
    return all;
  }

  Asked asked() {
    return asked;
  }

  Goals goals() {
    return goals;
  }

  String unit() {
    return asked.oneOf("unit", units);
  }

  Period period() {
    return switch (unit()) {
      case "week" -> Period.ISO_WEEK;
      case "sunday" -> Period.SUNDAY_WEEK;
      case "month" -> Period.MONTH;
      default -> Period.DAY;
    };
  }

  LocalDate to() {
    var today = all.today();
    return asked.date("to").filter(date -> date.isBefore(today)).orElse(today);
  }

  /// By default a stretch that fits the unit; at most 400 periods.
  LocalDate from() {
    var usual =
        switch (period()) {
          case DAY -> to().minusDays(29);
          case MONTH -> to().minusMonths(11);
          default -> to().minusWeeks(12);
        };
    var wanted = asked.date("from").orElse(usual);
    var earliest = period().firstDate(period().of(to()) - 399);
    var first = wanted.isAfter(to()) ? to() : wanted;
    return first.isBefore(earliest) ? earliest : first;
  }

  Instant fromInstant() {
    return from().atStartOfDay(all.zone()).toInstant();
  }

  /// The end of the last day.
  Instant toInstant() {
    return to().plusDays(1).atStartOfDay(all.zone()).toInstant();
  }

  Instant asOf() {
    return all.asOf();
  }

  int today() {
    return (int) all.today().toEpochDay();
  }

  /// A crowd's name or a segment's id.
  String who() {
    var segment = narrowing.chosen();
    return segment == null ? asked.oneOf("who", Crowds.NAMES) : segment.id().toString();
  }

  String whoLabel(Voice voice) {
    var segment = narrowing.chosen();
    return segment == null ? voice.say("console.who." + who()) : segment.name();
  }

  List<Control.Option> whos(Voice voice) {
    var options = new ArrayList<>(Draw.options("console.who.", Crowds.NAMES, voice));
    narrowing
        .offered()
        .forEach(one -> options.add(new Control.Option(one.id().toString(), one.name())));
    return options;
  }

  People people() {
    return narrowing.chosen() == null ? Crowds.of(all, who()) : members(all);
  }

  /// The merchants that are asked for.
  People merchants(Behaviour merchants) {
    return narrowing.chosen() == null ? merchants.everybody() : members(merchants);
  }

  /// Read once for a state, so that a number and the list behind it are about the same people.
  private People members(Behaviour of) {
    return of.once("segment " + who(), () -> of.among(narrowing.members().get()));
  }

  /// The kind that a field names, or the given one.
  int kind(String field, int otherwise) {
    int kind = all.kinds().indexOf(asked.text(field));
    return kind < 0 ? otherwise : kind;
  }

  /// Choices among the kinds; any act at all only where days are enough.
  List<Control.Option> kinds(boolean anyToo, Voice voice) {
    var options = new ArrayList<Control.Option>();
    for (int kind = 0; kind < all.kinds().size(); kind++) {
      if (kind != Behaviour.ACTIVE || anyToo) {
        options.add(new Control.Option(all.kinds().get(kind), kindName(kind, voice)));
      }
    }
    return options;
  }

  String kindName(int kind, Voice voice) {
    return switch (kind) {
      case Behaviour.SOLD -> voice.say("console.kind.sold");
      case Behaviour.ACTIVE -> voice.say("console.kind.active");
      default -> {
        var name = all.kinds().get(kind);
        yield name.startsWith("Page ") ? voice.say("console.kind.page", name.substring(5)) : name;
      }
    };
  }
}
