package changke.trials;

import changke.audience.Profiles;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Read-outs: counted by a job, part after part of the people, and shown from what was kept.
@Component
public class ReadOuts {

  private static final Logger log = LoggerFactory.getLogger(ReadOuts.class);
  private static final int PART = 5_000;
  private static final int MOST_PEOPLE = 1_000_000;

  private final TrialRows trials;
  private final ExposureRows exposures;
  private final PurchaseRows purchases;
  private final DeedRows deeds;
  private final ReadoutRows rows;
  private final Following following;
  private final Profiles profiles;
  private final Clock clock;

  ReadOuts(
      TrialRows trials,
      ExposureRows exposures,
      PurchaseRows purchases,
      DeedRows deeds,
      ReadoutRows rows,
      Following following,
      Profiles profiles,
      Clock clock) {
    this.trials = trials;
    this.exposures = exposures;
    this.purchases = purchases;
    this.deeds = deeds;
    this.rows = rows;
    this.following = following;
    this.profiles = profiles;
    this.clock = clock;
  }

  /// The last read-out of a trial; empty before the first.
  public Optional<ReadOut> of(Trial trial) {
    return rows.find(trial.id(), trial.dealt());
  }

  /// Runs as a job: every trial that people are shown, after what is new was read.
  void countAll() {
    following.follow();
    for (var trial : trials.all()) {
      if (trial.state() == Trial.State.RUNNING || trial.state() == Trial.State.PAUSED) {
        try {
          count(trial);
        } catch (DataAccessException e) {
          log.error("trial {} was not counted", trial.key(), e);
        }
      }
    }
  }

  /// Reads what is new and counts a trial, because somebody wants to see it now.
  public void countNow(Trial trial) {
    following.follow();
    count(trial);
  }

  /// Counts a trial now and keeps the read-out.
  Counting count(Trial trial) {
    var now = clock.instant();
    var counting = new Counting(trial, now);
    var people = people(trial);
    var roots = List.copyOf(people.keySet());
    for (int from = 0; from < roots.size(); from += PART) {
      part(roots.subList(from, Math.min(roots.size(), from + PART)), people, counting);
    }
    rows.put(trial.id(), counting.readOut());
    return counting;
  }

  /// How somebody came in: by the earliest sight under any of their identities.
  private record First(int variant, int step, Instant at, boolean several) {
    First with(First other) {
      var earlier = other.at.isBefore(at) ? other : this;
      return new First(
          earlier.variant,
          earlier.step,
          earlier.at,
          several || other.several || variant != other.variant);
    }
  }

  /// Of very many people the first million are counted, in the order of their ids.
  private Map<UUID, First> people(Trial trial) {
    var variants = new HashMap<String, Integer>();
    trial.definition().variants().forEach(one -> variants.put(one.name(), variants.size()));
    var people = new HashMap<UUID, First>();
    var last = new Seen(trial.id(), 0, new UUID(0, 0), "", 0, Instant.EPOCH, false);
    while (people.size() < MOST_PEOPLE) {
      var part = exposures.after(trial.id(), trial.dealt(), last.person(), last.variant(), PART);
      if (part.isEmpty()) {
        break;
      }
      var roots = profiles.roots(part.stream().map(Seen::person).toList());
      for (var seen : part) {
        var variant = variants.get(seen.variant());
        if (variant != null) {
          people.merge(
              roots.getOrDefault(seen.person(), seen.person()),
              new First(variant, seen.step(), seen.at(), false),
              First::with);
        }
      }
      last = part.getLast();
    }
    return people;
  }

  private void part(List<UUID> roots, Map<UUID, First> people, Counting counting) {
    var families = new HashMap<UUID, List<UUID>>();
    roots.forEach(root -> families.put(root, new ArrayList<>(List.of(root))));
    profiles
        .families(roots)
        .forEach((id, root) -> {
          if (!id.equals(root)) {
            families.computeIfAbsent(root, one -> new ArrayList<>()).add(id);
          }
        });
    var all = new HashSet<UUID>();
    families.values().forEach(all::addAll);
    var bought = purchases.of(all);
    var done = deeds.of(all);
    for (var root : roots) {
      var first = people.get(root);
      if (first == null) {
        continue;
      }
      var family = families.getOrDefault(root, List.of(root));
      counting.add(
          new Came(
              first.variant(),
              first.step(),
              first.at(),
              first.several(),
              gathered(family, bought),
              gathered(family, done)));
    }
  }

  private static <T> List<T> gathered(List<UUID> family, Map<UUID, List<T>> all) {
    return family.stream().flatMap(id -> all.getOrDefault(id, List.of()).stream()).toList();
  }
}
