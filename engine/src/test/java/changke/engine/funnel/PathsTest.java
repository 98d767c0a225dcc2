package changke.engine.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import changke.engine.days.Diary;
import changke.engine.days.People;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PathsTest {

  @Test
  void nodes_and_links_equal_a_count_session_by_session() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var random = new Random(seed);
      var query =
          new PathQuery(
              IntStream.range(0, diary.kinds())
                  .filter(k -> k == 0 || random.nextInt(4) > 0)
                  .boxed()
                  .toList(),
              random.nextInt(3) == 0 ? random.nextInt(diary.kinds()) : -1,
              1 + random.nextInt(5),
              random.nextBoolean(),
              1 + random.nextInt(4));
      if (random.nextBoolean()) {
        var one = diary.events().get(random.nextInt(diary.events().size())).at();
        var other = diary.events().get(random.nextInt(diary.events().size())).at();
        query = one.isBefore(other) ? query.between(one, other) : query.between(other, one);
      }
      var some = People.of(diary.people(), person -> person % 2 == 0);
      var rest = People.all(diary.people()).minus(some);
      var trails = Trails.of(diary.history());
      var report =
          Paths.tally(trails, query, some).merge(Paths.tally(trails, query, rest)).report();
      assertThat(report).isEqualTo(Paths.report(trails, query));
      assertThat(report).as("seed %d, %s", seed, query).isEqualTo(naive(diary, query));
    }
  }

  private static PathReport naive(Diary diary, PathQuery query) {
    var paths = paths(diary, query);
    var nodes = new ArrayList<PathReport.Node>();
    var links = new ArrayList<PathReport.Link>();
    for (int step = 0; step < query.length(); step++) {
      int at = step;
      var names = names(paths, query, step);
      var next = names(paths, query, step + 1);
      var through = paths.stream().filter(path -> path.size() > at).toList();
      count(through.stream().map(path -> names.get(path.get(at))).toList())
          .forEach((node, n) -> nodes.add(new PathReport.Node(at, node, n)));
      if (step + 1 < query.length()) {
        for (int node : new java.util.TreeSet<>(names.values())) {
          var targets =
              through.stream()
                  .filter(path -> names.getOrDefault(path.get(at), 0) == node)
                  .map(path ->
                      path.size() > at + 1
                          ? next.get(path.get(at + 1))
                          : Integer.valueOf(PathReport.DROP_OFF))
                  .toList();
          count(targets).forEach((to, n) -> links.add(new PathReport.Link(at, node, to, n)));
        }
      }
    }
    return new PathReport(query, nodes, links);
  }

  private static List<List<Integer>> paths(Diary diary, PathQuery query) {
    var paths = new ArrayList<List<Integer>>();
    for (int person = 0; person < diary.people(); person++) {
      int who = person;
      var events =
          diary.events().stream()
              .filter(e -> e.person() == who)
              .sorted(Comparator.comparing(Diary.Event::at).thenComparingInt(Diary.Event::kind))
              .toList();
      var path = new ArrayList<Integer>();
      boolean begun = query.from() < 0;
      boolean inTime = false;
      for (int i = 0; i < events.size(); i++) {
        var e = events.get(i);
        if (i == 0 || e.at().isAfter(events.get(i - 1).at().plusSeconds(1800))) {
          paths.add(path);
          path = new ArrayList<>();
          begun = query.from() < 0;
          long began = e.at().getEpochSecond();
          inTime = began >= query.firstSecond() && began < query.endSecond();
        }
        if (!inTime) {
          continue;
        }
        begun |= e.kind() == query.from();
        boolean again = query.collapse() && !path.isEmpty() && path.getLast() == e.kind();
        if (begun && query.kinds().contains(e.kind()) && !again && path.size() < query.length()) {
          path.add(e.kind());
        }
      }
      paths.add(path);
    }
    return paths;
  }

  private static Map<Integer, Integer> names(List<List<Integer>> paths, PathQuery query, int step) {
    var frequency =
        count(paths.stream().filter(p -> p.size() > step).map(p -> p.get(step)).toList());
    var ranked =
        query.kinds().stream()
            .sorted(
                Comparator.comparingLong((Integer k) -> -frequency.getOrDefault(k, 0L))
                    .thenComparing(k -> k))
            .toList();
    var names = new TreeMap<Integer, Integer>();
    for (int i = 0; i < ranked.size(); i++) {
      names.put(ranked.get(i), i < query.shown() ? ranked.get(i) : PathReport.OTHER);
    }
    return names;
  }

  private static Map<Integer, Long> count(List<Integer> values) {
    var counts = new TreeMap<Integer, Long>();
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    return counts;
  }
}
