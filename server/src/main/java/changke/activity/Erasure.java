package changke.activity;

import changke.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes people out of the journal. From the moment of [#erase] no reader is handed an entry of
/// theirs, so what is built anew says what the others did; traits cannot be opened any more,
/// wherever a copy of them lies. The rows and the lines in the files go with the next [#sweep].
///
/// Whoever keeps something of its own about people listens to [PersonErased] for its rows, or
/// follows the entry [#KIND] when it is built of the journal.
@Component
public class Erasure {

  /// The entry that tells it: `properties.identities` are those that were one person. It names
  /// nobody as person or visitor.
  public static final String KIND = "Person Erased";

  private static final Logger log = LoggerFactory.getLogger(Erasure.class);

  /// What was appended before has its place in the journal by then.
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final Identities identities;
  private final Erased erased;
  private final PersonKeys keys;
  private final Months months;
  private final Lake lake;
  private final IntakePool pool;
  private final Journal journal;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;

  Erasure(
      Identities identities,
      Erased erased,
      PersonKeys keys,
      Months months,
      Lake lake,
      IntakePool pool,
      Journal journal,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock) {
    this.identities = identities;
    this.erased = erased;
    this.keys = keys;
    this.months = months;
    this.lake = lake;
    this.pool = pool;
    this.journal = journal;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
  }

  /// Forgets a person with every identity that is the same one, and returns those. Again, it
  /// changes nothing more.
  @Transactional
  public Set<UUID> erase(UUID identity) {
    identities.alone();
    var family = new TreeSet<>(Digests.AS_STORED);
    family.addAll(identities.family(identity));
    var now = clock.instant();
    erased.add(family, now);
    keys.destroy(family);
    erased.forgetLinks(family);
    journal.append(
        Happening.own(
            ids.next(),
            KIND,
            Optional.empty(),
            Optional.empty(),
            now,
            Map.of(
                "identities", family.stream().map(UUID::toString).collect(Collectors.toList()))));
    facts.publishEvent(new PersonErased(ids.next(), family, now));
    return family;
  }

  /// Identities that were erased since a moment, for whoever shows what was built before.
  public Set<UUID> since(Instant moment) {
    return erased.since(moment);
  }

  /// Runs as a job: takes out of the database and the files what nobody is handed any more. A try
  /// that was broken off begins again.
  void sweep() {
    var waiting = erased.unswept(clock.instant().minus(SETTLED));
    if (waiting.isEmpty()) {
      return;
    }
    long rows = 0;
    for (var month : months.present(pool.jdbc())) {
      Integer gone =
          pool.transactions()
              .execute(status -> {
                pool.jdbc().sql("SET LOCAL statement_timeout = '15min'").update();
                return erased.sweep(pool.jdbc(), month);
              });
      rows += gone == null ? 0 : gone;
    }
    var all = erased.all().stream().map(UUID::toString).collect(Collectors.toSet());
    long lines = lake.rewrite(row -> rest(row, all));
    erased.swept(waiting, clock.instant());
    log.info("{} identities are swept: {} entries, {} lines of files", waiting.size(), rows, lines);
  }

  /// What stays of a line: nothing of one that was theirs, and of another's no name of theirs.
  private static Optional<Parquet.Row> rest(Parquet.Row row, Set<String> erased) {
    var unseen = row.visitor() != null && erased.contains(row.visitor());
    var gone = row.person() == null ? unseen : erased.contains(row.person());
    if (gone || (unseen && Identities.isAboutLinks(row.kind()))) {
      return Optional.empty();
    }
    return Optional.of(unseen ? row.withoutVisitor() : row);
  }
}
