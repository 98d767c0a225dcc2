package changke.audience;

import changke.activity.Archive;
import changke.activity.Journal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Builds the projections anew from the journal, beside those that count, and puts them in their
/// place at once. What differs then is told as people entering and leaving; since when somebody is
/// a member is kept.
@Component
class Rebuilding {

  private static final Logger log = LoggerFactory.getLogger(Rebuilding.class);
  private static final int ENTRIES = 5_000;
  private static final int PEOPLE = 1_000;
  private static final UUID FIRST = new UUID(0, 0);

  private final Journal journal;
  private final Archive archive;
  private final Generations generations;
  private final Projection projection;
  private final Evaluation evaluation;
  private final IdentityRows identities;
  private final LinkRows links;
  private final ActRows acts;
  private final DealRows deals;
  private final TraitRows traits;
  private final ProfileRows profiles;
  private final MemberRows members;
  private final Telling telling;
  private final AudienceSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  private UUID lookedTo = FIRST;
  private boolean everybodyLookedAt;

  Rebuilding(
      Journal journal,
      Archive archive,
      Generations generations,
      Projection projection,
      Evaluation evaluation,
      IdentityRows identities,
      LinkRows links,
      ActRows acts,
      DealRows deals,
      TraitRows traits,
      ProfileRows profiles,
      MemberRows members,
      Telling telling,
      AudienceSettings settings,
      TransactionTemplate transaction,
      Clock clock) {
    this.journal = journal;
    this.archive = archive;
    this.generations = generations;
    this.projection = projection;
    this.evaluation = evaluation;
    this.identities = identities;
    this.links = links;
    this.acts = acts;
    this.deals = deals;
    this.traits = traits;
    this.profiles = profiles;
    this.members = members;
    this.telling = telling;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
  }

  /// Begins a new generation unless one is in the making, from every month of the journal, those
  /// that left among them; days are those of the set zone.
  void begin() {
    archive.recallAll();
    transaction.executeWithoutResult(status -> {
      generations.alone();
      if (generations.building().isEmpty()) {
        generations.begin(settings.zone(), clock.instant());
      }
    });
    lookedTo = FIRST;
    everybodyLookedAt = false;
  }

  /// One step of whatever is to be built or cleared away; true when there is more to do. A changed
  /// zone begins a rebuilding by itself.
  boolean step() {
    var building = generations.building();
    if (building.isEmpty()) {
      if (!generations.current().zone().equals(settings.zone())) {
        begin();
        return true;
      }
      return clear();
    }
    var fresh = building.get();
    if (read(fresh)) {
      return true;
    }
    if (!everybodyLookedAt) {
      everybodyLookedAt = !look(fresh);
      return true;
    }
    swap(fresh);
    return true;
  }

  private boolean read(Generation fresh) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          generations.alone();
          return read(fresh, false) == ENTRIES;
        }));
  }

  private int read(Generation fresh, boolean look) {
    return journal.read(
        fresh.consumer(),
        ENTRIES,
        events -> {
          var touched = projection.take(fresh, events);
          if (look) {
            evaluation.look(fresh, touched, false);
          }
          generations.count(fresh.number(), events.size());
        });
  }

  /// Computes some more people; false after the last ones.
  private boolean look(Generation fresh) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          generations.alone();
          var next = identities.after(fresh.number(), lookedTo, PEOPLE);
          evaluation.look(fresh, next, false);
          lookedTo = next.isEmpty() ? lookedTo : next.getLast();
          return !next.isEmpty();
        }));
  }

  private void swap(Generation fresh) {
    transaction.executeWithoutResult(status -> {
      generations.alone();
      int more = ENTRIES;
      while (more > 0) {
        more = read(fresh, true);
      }
      var old = generations.current();
      var changes =
          new Evaluation.Changes(
              members.onlyIn(fresh.number(), old.number()),
              members.onlyIn(old.number(), fresh.number()));
      members.keepSince(old.number(), fresh.number());
      var concerned =
          java.util.stream.Stream.concat(changes.entered().stream(), changes.left().stream())
              .map(MemberRows.Member::person)
              .distinct()
              .toList();
      var known = profiles.of(old.number(), concerned);
      known.putAll(profiles.of(fresh.number(), concerned));
      telling.tell(known, List.of(), changes);
      generations.set(old.number(), "GONE", clock.instant());
      generations.set(fresh.number(), "CURRENT", clock.instant());
      journal.forget(old.consumer());
      log.info("generation {} took the place of {}", fresh.number(), old.number());
    });
    lookedTo = FIRST;
    everybodyLookedAt = false;
  }

  /// Clears one table of a generation that does not count any more.
  private boolean clear() {
    var gone = generations.gone();
    if (gone.isEmpty()) {
      return false;
    }
    int number = gone.getFirst().number();
    transaction.executeWithoutResult(status -> {
      members.clear(number);
      profiles.clear(number);
      deals.clear(number);
      traits.clear(number);
      acts.clear(number);
      links.clear(number);
      identities.clear(number);
      generations.forget(number);
    });
    return true;
  }
}
