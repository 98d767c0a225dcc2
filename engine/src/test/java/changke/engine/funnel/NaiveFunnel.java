package changke.engine.funnel;

import changke.engine.days.Diary;
import changke.engine.days.People;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A funnel by its definition: tries every chain, earliest events first, and keeps the first of
/// those that get furthest.
record NaiveFunnel(Diary diary, FunnelQuery query, People filter) {

  /// The instants of the chosen chain of each person or session that entered.
  List<List<Long>> chains() {
    var chains = new ArrayList<List<Long>>();
    for (int person = 0; person < diary.people(); person++) {
      if (filter.contains(person)) {
        for (var unit : units(person)) {
          var best = new Search(unit).best;
          if (!best.isEmpty()) {
            chains.add(best.stream().map(e -> e.at().getEpochSecond()).toList());
          }
        }
      }
    }
    return chains;
  }

  private List<List<Diary.Event>> units(int who) {
    var events =
        diary.events().stream()
            .filter(e -> e.person() == who)
            .sorted(Comparator.comparing(Diary.Event::at).thenComparingInt(e -> rank(e.kind())))
            .toList();
    if (query.per() == FunnelQuery.Per.PERSON) {
      return List.of(events);
    }
    var sessions = new ArrayList<List<Diary.Event>>();
    for (int i = 0; i < events.size(); i++) {
      if (i == 0 || events.get(i).at().isAfter(events.get(i - 1).at().plusSeconds(30 * 60))) {
        sessions.add(new ArrayList<>());
      }
      sessions.getLast().add(events.get(i));
    }
    return sessions;
  }

  private int rank(int kind) {
    int rank = query.rank(kind);
    return rank < 0 ? 100 + kind : rank;
  }

  private final class Search {
    private final List<Diary.Event> events;
    private List<Diary.Event> best = List.of();

    Search(List<Diary.Event> events) {
      this.events = events;
      for (int i = 0; i < events.size(); i++) {
        var e = events.get(i);
        if (e.kind() == query.steps().getFirst().kind()
            && !e.at().isBefore(query.from())
            && e.at().isBefore(query.to())) {
          extend(new ArrayList<>(List.of(i)));
        }
      }
    }

    private void extend(List<Integer> chain) {
      if (chain.size() > best.size()) {
        best = chain.stream().map(events::get).toList();
      }
      if (chain.size() == query.steps().size()) {
        return;
      }
      for (int next = chain.getLast() + 1; next < events.size(); next++) {
        if (fits(chain, next)) {
          chain.add(next);
          extend(chain);
          chain.removeLast();
        }
      }
    }

    private boolean fits(List<Integer> chain, int next) {
      var step = query.steps().get(chain.size());
      var e = events.get(next);
      var before = events.get(chain.getLast());
      return e.kind() == step.kind()
          && !e.at().isAfter(before.at().plus(step.within()))
          && !e.at().isAfter(events.get(chain.getFirst()).at().plus(query.window()))
          && (!query.rising() || e.at().isAfter(before.at()))
          && events.subList(chain.getLast() + 1, next).stream()
              .noneMatch(between -> breaks(between, chain.size()))
          && query.exclusions().stream().noneMatch(x -> poisons(x, chain, next));
    }

    private boolean breaks(Diary.Event between, int done) {
      return switch (query.order()) {
        case ANY_BETWEEN -> false;
        case NO_REPEATS ->
            query.steps().subList(0, done).stream().anyMatch(s -> s.kind() == between.kind());
        case STEPS_ADJACENT -> query.rank(between.kind()) >= 0;
        case ALL_ADJACENT -> true;
      };
    }

    private boolean poisons(FunnelQuery.Exclusion x, List<Integer> chain, int next) {
      if (chain.size() < x.after() || chain.size() >= x.before()) {
        return false;
      }
      var from = events.get(chain.getLast()).at();
      return events.stream()
          .anyMatch(e ->
              e.kind() == x.kind()
                  && e.at().isAfter(from)
                  && e.at().isBefore(events.get(next).at()));
    }
  }
}
