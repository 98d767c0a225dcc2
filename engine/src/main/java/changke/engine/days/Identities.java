package changke.engine.days;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which numbers turned out to be the same person.
///
/// Immutable. Histories and day sets are kept by the number that an event came with and united when
/// they are read, so that a merge can be undone and nothing is lost. The united person carries the
/// lowest number.
public final class Identities {

  private static final Identities NONE = new Identities(List.of());

  /// Two numbers that were declared to be one person.
  public record Merge(int one, int other) {}

  private final List<Merge> merges;
  private final Map<Integer, Integer> root = new HashMap<>();

  private Identities(List<Merge> merges) {
    this.merges = List.copyOf(merges);
    for (var merge : merges) {
      int one = of(merge.one());
      int other = of(merge.other());
      if (one != other) {
        root.put(Math.max(one, other), Math.min(one, other));
      }
    }
    root.replaceAll((number, _) -> of(number));
  }

  public static Identities none() {
    return NONE;
  }

  public static Identities of(List<Merge> merges) {
    return new Identities(merges);
  }

  public Identities merged(int one, int other) {
    var more = new ArrayList<>(merges);
    more.add(new Merge(one, other));
    return new Identities(more);
  }

  /// Takes one declaration back; people who are still connected by others stay united.
  public Identities undone(int one, int other) {
    var fewer = new ArrayList<>(merges);
    if (!fewer.remove(new Merge(one, other))) {
      fewer.remove(new Merge(other, one));
    }
    return new Identities(fewer);
  }

  /// The number of the person whom this number belongs to.
  public int of(int number) {
    int person = number;
    for (Integer up = root.get(person); up != null; up = root.get(person)) {
      person = up;
    }
    return person;
  }

  /// The numbers that are read as another one, rising.
  int[] moved() {
    var moved = root.keySet().stream().mapToInt(Integer::intValue).toArray();
    Arrays.sort(moved);
    return moved;
  }
}
