package changke.engine.days;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Day sets of every kind of activity in one zone: exact, compact and mergeable by union.
///
/// Immutable. A late event, one more day, another partition of people and a merged identity are all
/// unions. They answer calendar questions; whoever asks for counts, money, rolling windows or order
/// within a day asks the [History].
public final class DaySets {

  private final LocalDays calendar;
  private final List<DaySet> kinds;

  DaySets(LocalDays calendar, List<DaySet> kinds) {
    this.calendar = calendar;
    this.kinds = List.copyOf(kinds);
  }

  public static DaySets empty(LocalDays calendar) {
    return new DaySets(calendar, List.of());
  }

  /// Reads the sets off a history, chunks of people in parallel.
  ///
  /// @throws IllegalArgumentException for instants before 1970 or after 2106
  public static DaySets of(History history) {
    var chunks =
        IntStream.range(0, (history.people() + Block.PEOPLE - 1) / Block.PEOPLE)
            .parallel()
            .mapToObj(chunk -> chunks(history, chunk))
            .toList();
    var kinds =
        IntStream.range(0, history.kinds())
            .mapToObj(k -> new DaySet(chunks.stream().map(all -> all.get(k)).toList()))
            .toList();
    return new DaySets(history.calendar(), kinds);
  }

  /// One chunk of people, kind by kind.
  private static List<Chunk> chunks(History history, int chunk) {
    var builder = ChunkBuilder.over(history);
    int base = chunk << 16;
    int end = Math.min(history.people(), base + Block.PEOPLE);
    return IntStream.range(0, history.kinds())
        .mapToObj(k -> builder.read(history.kind(k), base, end))
        .toList();
  }

  /// Reads what [#save] wrote.
  ///
  /// @throws DamagedDaySets when the bytes are not exactly what was written
  public static DaySets load(InputStream in) throws IOException {
    return SavedDaySets.load(in);
  }

  /// Writes sets and first instants with checksums, the sets in Roaring's portable format; the
  /// stream stays open. One kind at a time is held in memory as bytes.
  public void save(OutputStream out) throws IOException {
    SavedDaySets.save(this, out);
  }

  public LocalDays calendar() {
    return calendar;
  }

  public int kinds() {
    return kinds.size();
  }

  /// One kind's sets; empty for a kind that nobody ever did.
  public DaySet kind(int kind) {
    return kind < kinds.size() ? kinds.get(kind) : DaySet.EMPTY;
  }

  /// One more than the highest person that may be in here; a multiple of 65,536.
  public int people() {
    return kinds.stream().mapToInt(DaySet::chunks).max().orElse(0) * Block.PEOPLE;
  }

  /// The union of two.
  ///
  /// @throws IllegalArgumentException when the other is of another zone: a change of zone means to
  ///   build anew
  public DaySets plus(DaySets other) {
    if (!calendar.zone().equals(other.calendar.zone())) {
      throw new IllegalArgumentException(
          "day sets of " + calendar.zone() + " and of " + other.calendar.zone());
    }
    var union = new ArrayList<DaySet>();
    for (int k = 0; k < Math.max(kinds(), other.kinds()); k++) {
      union.add(kind(k).plus(other.kind(k), calendar));
    }
    return new DaySets(calendar, union);
  }

  /// The sets as seen when some numbers are one person; this one keeps what came under each.
  public DaySets united(Identities identities) {
    var moved = identities.moved();
    return new DaySets(
        calendar, kinds.stream().map(kind -> kind.moved(moved, identities::of, calendar)).toList());
  }

  /// Bytes of all sets and first instants in memory.
  public long bytes() {
    return kinds.stream().mapToLong(DaySet::bytes).sum();
  }

  /// How many triples of a kind, a person and a day there are.
  public long personDays() {
    return kinds.stream().mapToLong(DaySet::personDays).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DaySets sets
        && calendar.zone().equals(sets.calendar.zone())
        && IntStream.range(0, Math.max(kinds(), sets.kinds()))
            .allMatch(k -> kind(k).equals(sets.kind(k)));
  }

  @Override
  public int hashCode() {
    return Objects.hash(calendar.zone(), people());
  }
}
