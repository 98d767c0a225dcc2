package changke.activity;

import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Which identities are one person. The journal keeps every entry under the identity that it came
/// with; whoever counts people unites the sets of one family when reading, so that a merge can be
/// undone. Every merge and every undoing is an entry of the journal itself (`Identities Merged`,
/// `Merge Undone`), in the order in which projections must follow.
@Component
public class Identities {

  private static final String MERGED = "Identities Merged";
  private static final String UNDONE = "Merge Undone";
  private static final int MOST_LINKS = 200;
  private static final int MOST_KNOWN = 50_000;

  /// Browsers that were looked at lately, so that not every view asks the database.
  private final Map<UUID, Boolean> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(1024, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
              return size() > MOST_KNOWN;
            }
          });

  private final Links links;
  private final Journal journal;
  private final Ids ids;
  private final Clock clock;

  Identities(Links links, Journal journal, Ids ids, Clock clock) {
    this.links = links;
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
  }

  /// The one that stands for the family of an identity; itself when it has none.
  public UUID root(UUID identity) {
    return links.root(identity);
  }

  /// Every identity of the same person, this one among them.
  public Set<UUID> family(UUID identity) {
    return new HashSet<>(links.family(links.root(identity)));
  }

  /// What was linked with an identity and what was undone, the newest first.
  public List<Link> of(UUID identity) {
    return links.of(identity, MOST_LINKS);
  }

  /// Says that `from` is the same person as `to`, by a proof that somebody answers for. Nothing
  /// happens when they are one already.
  @Transactional
  public Optional<Link> merge(UUID from, UUID to, Proof proof) {
    links.alone();
    var beginning = links.root(from);
    if (beginning.equals(links.root(to))) {
      return Optional.empty();
    }
    var made = links.claimAnyway(new Entry.Claim(beginning, to, proof), clock.instant());
    made.ifPresent(link -> append(MERGED, link));
    return made;
  }

  /// Takes a link back; what each identity did is its own again. The same claim does not bring it
  /// back by itself.
  @Transactional
  public Optional<Link> undo(UUID link, PersonId by) {
    var undone = links.undo(link, by.value(), clock.instant());
    undone.ifPresent(gone -> append(UNDONE, gone));
    return undone;
  }

  /// Links browsers with whoever was signed in on them. A browser belongs to the first; what a
  /// second person does on it stays that person's own and merges nobody.
  @Transactional
  void signedIn(List<Happening> views) {
    var claims = new LinkedHashMap<UUID, Entry.Claim>();
    for (var view : views) {
      if (view.person().isPresent() && view.visitor().isPresent()) {
        var browser = view.visitor().get();
        var person = view.person().get().value();
        if (!browser.equals(person) && !known.containsKey(browser)) {
          claims.putIfAbsent(browser, new Entry.Claim(browser, person, Proof.SESSION));
        }
      }
    }
    if (!claims.isEmpty()) {
      links
          .claim(List.copyOf(claims.values()), clock.instant())
          .forEach(link -> append(MERGED, link));
      claims.keySet().forEach(browser -> known.put(browser, true));
    }
  }

  /// Nobody links people until the transaction ends.
  void alone() {
    links.alone();
  }

  private void append(String kind, Link link) {
    journal.append(
        Happening.own(
            ids.next(),
            kind,
            Optional.of(new PersonId(link.to())),
            Optional.of(link.from()),
            clock.instant(),
            properties(link)));
  }

  /// Whether entries of this kind say who is who, and nothing else.
  static boolean isAboutLinks(String kind) {
    return kind.equals(MERGED) || kind.equals(UNDONE);
  }

  static Map<String, Object> properties(Link link) {
    var properties = new HashMap<String, Object>();
    properties.put("from", link.from().toString());
    properties.put("to", link.to().toString());
    properties.put("proof", link.proof().name());
    properties.put("link", link.id().toString());
    return properties;
  }
}
