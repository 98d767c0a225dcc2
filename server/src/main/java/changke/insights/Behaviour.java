package changke.insights;

import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.LocalDays;
import changke.engine.days.People;
import changke.engine.funnel.Trails;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What people did in the house up to a position of its journal, ready for the engine. Immutable.
///
/// People are numbers below [#size]; numbers that turned out to be one person are read under the
/// lowest of them. Kind [#SOLD] is a paid order with its net amount. Kind [#ACTIVE] is anything
/// that somebody did, and is in the day sets only.
public final class Behaviour {

  /// A paid order, net of what was taken back.
  public static final int SOLD = 0;

  /// Any act at all; known by day only.
  public static final int ACTIVE = 1;

  final History history;
  final DaySets sets;
  final Trails trails;
  final Purchases purchases;
  final Touches touches;
  private final Shelf shelf;
  private final List<String> kinds;
  private final Numbers.Ids ids;
  private final int[] roots;
  private final People members;
  private final People everybody;
  private final People guessable;
  private final Currency currency;
  private final Instant asOf;
  private final long position;
  private final Map<String, Object> known = new ConcurrentHashMap<>();

  Behaviour(
      History history,
      DaySets sets,
      Trails trails,
      Purchases purchases,
      Touches touches,
      Shelf shelf,
      List<String> kinds,
      Numbers.Ids ids,
      int[] roots,
      People everybody,
      People members,
      People guessable,
      Currency currency,
      Instant asOf,
      long position) {
    this.history = history;
    this.sets = sets;
    this.trails = trails;
    this.purchases = purchases;
    this.touches = touches;
    this.shelf = shelf;
    this.kinds = List.copyOf(kinds);
    this.ids = ids;
    this.roots = roots;
    this.everybody = everybody;
    this.members = members;
    this.guessable = guessable;
    this.currency = currency;
    this.asOf = asOf;
    this.position = position;
  }

  /// The same at a later moment.
  Behaviour at(Instant now) {
    return with(everybody, members, guessable, now);
  }

  private Behaviour with(People everybody, People members, People guessable, Instant now) {
    return new Behaviour(
        history, sets, trails, purchases, touches, shelf, kinds, ids, roots, everybody, members,
        guessable, currency, now, position);
  }

  /// The same without some people: they are in no group, under whatever identity they came. What
  /// merchants sold to them stays.
  ///
  /// @param unguessed nothing may be guessed about these
  Behaviour without(Set<UUID> hidden, Set<UUID> unguessed) {
    var out = among(hidden);
    return with(
        everybody.minus(out),
        members.minus(out),
        guessable.minus(out).minus(among(unguessed)),
        asOf);
  }

  /// The people to whom some of these ids belong.
  People among(Set<UUID> some) {
    var words = new long[(size() + 63) >>> 6];
    if (!some.isEmpty()) {
      for (int number = 0; number < size(); number++) {
        if (some.contains(ids.get(number))) {
          words[roots[number] >>> 6] |= 1L << roots[number];
        }
      }
    }
    return People.ofWords(words, size()).and(everybody);
  }

  Shelf shelf() {
    return shelf;
  }

  /// How many numbers there are, those of browsers that were merged among them.
  public int size() {
    return ids.size();
  }

  /// Whoever counts as one person: every number that was not merged into another.
  public People everybody() {
    return everybody;
  }

  /// Those of them who are signed up.
  public People members() {
    return members;
  }

  /// Those about whom something may be guessed.
  People guessable() {
    return guessable;
  }

  /// Names by number; the first two are [#SOLD] and [#ACTIVE].
  public List<String> kinds() {
    return kinds;
  }

  public UUID id(int person) {
    return ids.get(person);
  }

  public Currency currency() {
    return currency;
  }

  public ZoneId zone() {
    return calendar().zone();
  }

  LocalDays calendar() {
    return history.calendar();
  }

  public Instant asOf() {
    return asOf;
  }

  public LocalDate today() {
    return calendar().dateOf(asOf);
  }

  /// The last entry of the journal that is in here.
  public long position() {
    return position;
  }

  public long events() {
    return history.events();
  }

  /// Bytes of columns, day sets, trails, orders and ids.
  public long bytes() {
    return history.bytes() + sets.bytes() + trails.bytes() + 44L * purchases.size() + 16L * size();
  }

  /// The same, with nothing worked out yet.
  public Behaviour unasked() {
    return at(asOf);
  }

  /// Works something out once for this state of things.
  @SuppressWarnings("unchecked")
  <T> T once(String name, Supplier<T> work) {
    var there = known.get(name);
    if (there == null) {
      there = work.get();
      known.put(name, there);
    }
    return (T) there;
  }
}
