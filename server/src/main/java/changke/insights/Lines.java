package changke.insights;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Order lines in columns, in the order of the file.
///
/// Invariant: entries below `size` are filled in every column; names are numbers of the
/// dictionaries beside, [Names#NONE] where the file says nothing.
final class Lines {

  final Names people = new Names();
  final Names orders = new Names();
  final Names items = new Names();
  int[] person = new int[1024];
  int[] order = new int[1024];
  int[] item = new int[1024];
  int[] number = new int[1024];
  long[] second = new long[1024];
  long[] quantityMillionths = new long[1024];
  long[] minor = new long[1024];
  boolean[] cancelled = new boolean[1024];
  int size;

  /// By person and by item; the last word of the file counts for people, the first for items.
  @Nullable String[] countryOfPerson = new String[64];

  @Nullable String[] nameOfItem = new String[64];
  @Nullable String[] categoryOfItem = new String[64];

  void add(
      int line,
      int person,
      int order,
      int item,
      long second,
      long quantityMillionths,
      long minor,
      boolean cancelled) {
    if (size == this.person.length) {
      grow();
    }
    number[size] = line;
    this.person[size] = person;
    this.order[size] = order;
    this.item[size] = item;
    this.second[size] = second;
    this.quantityMillionths[size] = quantityMillionths;
    this.minor[size] = minor;
    this.cancelled[size++] = cancelled;
  }

  void country(int person, String country) {
    countryOfPerson = put(countryOfPerson, person, country, true);
  }

  void describe(int item, @Nullable String name, @Nullable String category) {
    nameOfItem = put(nameOfItem, item, name, false);
    categoryOfItem = put(categoryOfItem, item, category, false);
  }

  private static @Nullable String[] put(
      @Nullable String[] values, int at, @Nullable String value, boolean again) {
    var wide = at < values.length ? values : Arrays.copyOf(values, Math.max(at + 1, at * 2));
    if (value != null && !value.isEmpty() && (again || wide[at] == null)) {
      wide[at] = value;
    }
    return wide;
  }

  private void grow() {
    int wider = size + (size >> 1);
    number = Arrays.copyOf(number, wider);
    person = Arrays.copyOf(person, wider);
    order = Arrays.copyOf(order, wider);
    item = Arrays.copyOf(item, wider);
    second = Arrays.copyOf(second, wider);
    quantityMillionths = Arrays.copyOf(quantityMillionths, wider);
    minor = Arrays.copyOf(minor, wider);
    cancelled = Arrays.copyOf(cancelled, wider);
  }
}
