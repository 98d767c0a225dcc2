package changke.engine.cohort;

import changke.engine.days.Diary;
import changke.engine.days.People;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Retention by its definition: one cell, one person, one event at a time.
record NaiveRetention(Diary diary, RetentionQuery query, People filter) {

  /// What a cell holds; null where it is in the future.
  record Count(long returned, long eligible, long value, boolean closed) {}

  List<List<@Nullable Count>> rows() {
    var rows = new ArrayList<List<@Nullable Count>>();
    int today = query.period().of(LocalDate.ofInstant(query.asOf(), diary.zone()));
    for (int own = query.period().of(query.from());
        own <= Math.min(today, query.period().of(query.to()));
        own++) {
      var row = new ArrayList<@Nullable Count>();
      for (var span : query.columns().spans()) {
        row.add(
            query.window() instanceof Window.Rolling rolling
                ? rolling(own, span, rolling.length().toSeconds())
                : calendar(own, span, today));
      }
      rows.add(row);
    }
    return rows;
  }

  /// Members of a row with the instant of their start.
  Map<Integer, Instant> members(int own) {
    var members = new TreeMap<Integer, Instant>();
    for (int person = 0; person < diary.people(); person++) {
      var starts =
          diary.of(person, query.start().kind()).stream()
              .filter(e -> !e.dateIn(diary.zone()).isAfter(today()))
              .toList();
      var passing =
          starts.stream().filter(e -> e.amount() >= query.start().atLeastMinor()).toList();
      var start =
          switch (query.cohort()) {
            case RECURRING ->
                passing.stream().filter(e -> periodOf(e) == own).findFirst().orElse(null);
            case FIRST_MATCHING -> passing.stream().findFirst().orElse(null);
            case FIRST_EVER ->
                passing.stream()
                    .filter(e -> e.at().equals(starts.getFirst().at()))
                    .findFirst()
                    .orElse(null);
          };
      if (start != null && periodOf(start) == own && filter.contains(person)) {
        members.put(person, start.at());
      }
    }
    return members;
  }

  private @Nullable Count calendar(int own, Span span, int today) {
    boolean every = query.columns() instanceof Return.Every;
    if (own + (every ? span.to() : span.from()) > today) {
      return null;
    }
    long returned = 0;
    long value = 0;
    var members = members(own);
    for (int person : members.keySet()) {
      if (back(
          person,
          span,
          k ->
              e ->
                  periodOf(e) >= own + k.from()
                      && periodOf(e) <= own + k.to()
                      && !e.dateIn(diary.zone()).isAfter(today()))) {
        returned++;
        value +=
            sum(
                person,
                e ->
                    periodOf(e) >= own + span.from()
                        && periodOf(e) <= own + span.to()
                        && !e.dateIn(diary.zone()).isAfter(today()));
      }
    }
    return new Count(returned, members.size(), value, own + span.to() < today);
  }

  private @Nullable Count rolling(int own, Span span, long length) {
    boolean every = query.columns() instanceof Return.Every;
    var asOf = query.asOf();
    if (startOf(own).plusSeconds((every ? span.to() : span.from()) * length).isAfter(asOf)) {
      return null;
    }
    long returned = 0;
    long eligible = 0;
    long value = 0;
    for (var member : members(own).entrySet()) {
      var start = member.getValue();
      if (start.plusSeconds((span.to() + 1) * length).isAfter(asOf)) {
        continue;
      }
      eligible++;
      java.util.function.Function<Span, Predicate<Diary.Event>> within =
          k ->
              e ->
                  !e.at().isBefore(start.plusSeconds(k.from() * length))
                      && e.at().isBefore(start.plusSeconds((k.to() + 1) * length));
      if (back(member.getKey(), span, within)) {
        returned++;
        value += sum(member.getKey(), within.apply(span));
      }
    }
    boolean closed = !startOf(own + 1).plusSeconds((span.to() + 1) * length).isAfter(asOf);
    return new Count(returned, eligible, value, closed);
  }

  private boolean back(
      int person, Span span, java.util.function.Function<Span, Predicate<Diary.Event>> within) {
    if (query.columns() instanceof Return.Every) {
      for (int k = 1; k <= span.to(); k++) {
        if (count(person, within.apply(new Span(k, k))) < query.minCount()) {
          return false;
        }
      }
      return true;
    }
    return count(person, within.apply(span)) >= query.minCount();
  }

  private long count(int person, Predicate<Diary.Event> within) {
    return returns(person).stream().filter(within).count();
  }

  private long sum(int person, Predicate<Diary.Event> within) {
    return returns(person).stream().filter(within).mapToLong(Diary.Event::amount).sum();
  }

  private List<Diary.Event> returns(int person) {
    return diary.of(person, query.returning().kind()).stream()
        .filter(e -> e.amount() >= query.returning().atLeastMinor())
        .toList();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(query.asOf(), diary.zone());
  }

  private int periodOf(Diary.Event event) {
    return query.period().of(event.dateIn(diary.zone()));
  }

  private Instant startOf(int period) {
    return query.period().firstDate(period).atStartOfDay(diary.zone()).toInstant();
  }
}
