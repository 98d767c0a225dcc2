package changke.insights;

import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.HistoryBuilder;
import changke.engine.days.Identities;
import changke.engine.days.LocalDays;
import changke.engine.days.People;
import changke.engine.funnel.Trails;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/// What has been read from the journal, in growing columns, and the last state that was built of
/// it. Everything that is noted goes to the tape as well, and what the tape plays gives the same
/// state. Not for several threads at a time.
///
/// Invariant: what was noted is `history` and `sets` plus the fresh events, under the numbers that
/// it came with or, once a merge was built, under the lowest of the person's. A merge is a union;
/// only an undone one cannot be taken out again, and then all is played anew ([#isTorn]).
final class Gathered {

  private static final int MOST_CHANNELS = 200;
  private static final int VISIT_SECONDS = 30 * 60;
  static final int KIND = 1;
  static final int PERSON = 2;
  static final int ACT = 3;
  static final int PAID = 4;
  static final int REFUND = 5;
  static final int MERGE = 6;
  static final int UNDO = 7;
  static final int CHANNEL = 8;
  static final int TOUCH = 9;
  static final int FORGET = 10;

  /// What cannot have a kind or channel of its own any more.
  static final String OTHER = "…";

  private final LocalDays calendar;
  private final Currency currency;
  private final int mostKinds;
  private final Numbers numbers = new Numbers();
  private final List<String> kinds = new ArrayList<>(List.of("Order Paid", "*"));
  private final Map<String, Integer> kindOf = new HashMap<>(Map.of("Order Paid", 0));
  private final List<String> channels = new ArrayList<>();
  private final Map<String, Integer> channelOf = new HashMap<>();
  private final Set<Integer> passive = new HashSet<>();
  private final List<Identities.Merge> merges = new ArrayList<>();
  private final PaidOrders paid = new PaidOrders();
  private final Touches.Growing touches = new Touches.Growing();
  private final BitSet gone = new BitSet();
  private boolean[] signedUp = new boolean[16];
  private int[] lastSeen = new int[16];
  private int fresh;
  private int[] freshPerson = new int[1024];
  private short[] freshKind = new short[1024];
  private int[] freshSecond = new int[1024];
  private int mergesBuilt;
  private boolean torn;
  private boolean stained;
  private History history;
  private DaySets sets;

  /// At most so many kinds of acts have a name of their own, the house's and, up to half of them,
  /// those of sources.
  Gathered(LocalDays calendar, Currency currency, int mostKinds) {
    this.calendar = calendar;
    this.currency = currency;
    this.mostKinds = mostKinds;
    history = History.in(calendar).build();
    sets = DaySets.empty(calendar);
  }

  /// Whether something was undone that had been united already.
  boolean isTorn() {
    return torn;
  }

  /// Whether something of erased people is still in here.
  boolean isStained() {
    return stained;
  }

  /// Takes erased people out of a tape with the same numbers.
  Cleaning cleaning() {
    var names = new HashMap<UUID, UUID>();
    gone.stream().forEach(number -> names.put(numbers.id(number), new UUID(0, number)));
    var orders = new HashSet<UUID>();
    for (int row = 0; row < paid.size; row++) {
      if (paid.person[row] != PaidOrders.NOBODY && gone.get(paid.person[row])) {
        orders.add(paid.id(row));
      }
    }
    return new Cleaning(names, (BitSet) gone.clone(), orders);
  }

  int fresh() {
    return fresh;
  }

  /// The number of an identity; a new one is noted.
  int number(UUID id, boolean member, DataOutput tape) throws IOException {
    int known = numbers.find(id);
    if (known != Numbers.UNKNOWN && (!member || signedUp[known])) {
      return known;
    }
    tape.writeByte(PERSON);
    uuid(id, tape);
    tape.writeBoolean(member);
    return person(id, member);
  }

  private int person(UUID id, boolean member) {
    int known = numbers.find(id);
    int number = known == Numbers.UNKNOWN ? numbers.add(id) : known;
    if (number >= signedUp.length) {
      signedUp = Arrays.copyOf(signedUp, number * 2);
      lastSeen = Arrays.copyOf(lastSeen, number * 2);
    }
    signedUp[number] |= member;
    return number;
  }

  /// Whether an act at a second would begin a visit: nothing was seen for half an hour.
  boolean beginsVisit(int person, int second) {
    return second - lastSeen[person] > VISIT_SECONDS;
  }

  /// Notes an act.
  ///
  /// @param byHouse whether the house noted it: its own kinds always have a name
  /// @param active whether it shows that the person was there
  void act(int person, String name, boolean byHouse, boolean active, int second, DataOutput tape)
      throws IOException {
    int kind = kind(name, byHouse, active, tape);
    tape.writeByte(ACT);
    tape.writeInt(person);
    tape.writeShort(kind);
    tape.writeInt(second);
    add(person, kind, second);
  }

  private int kind(String name, boolean byHouse, boolean active, DataOutput tape)
      throws IOException {
    var known = kindOf.get(name);
    if (known != null) {
      return known;
    }
    if (kinds.size() >= mostKinds / (byHouse ? 1 : 2) && !name.equals(OTHER)) {
      return kind(OTHER, true, true, tape);
    }
    tape.writeByte(KIND);
    tape.writeUTF(name);
    tape.writeBoolean(active);
    return kind(name, active);
  }

  private int kind(String name, boolean active) {
    int kind = kinds.size();
    kinds.add(name);
    kindOf.put(name, kind);
    if (!active) {
      passive.add(kind);
    }
    return kind;
  }

  private void add(int person, int kind, int second) {
    if (fresh == freshPerson.length) {
      freshPerson = Arrays.copyOf(freshPerson, fresh * 2);
      freshKind = Arrays.copyOf(freshKind, fresh * 2);
      freshSecond = Arrays.copyOf(freshSecond, fresh * 2);
    }
    lastSeen[person] = Math.max(lastSeen[person], second);
    freshPerson[fresh] = person;
    freshKind[fresh] = (short) kind;
    freshSecond[fresh++] = second;
  }

  void paid(
      UUID order, int person, int second, long total, PaidOrders.Line[] lines, DataOutput tape)
      throws IOException {
    if (paid.isKnown(order)) {
      return;
    }
    tape.writeByte(PAID);
    uuid(order, tape);
    tape.writeInt(person);
    tape.writeInt(second);
    tape.writeLong(total);
    tape.writeShort(lines.length);
    for (var line : lines) {
      uuid(line.offer(), tape);
      uuid(line.merchant(), tape);
      tape.writeLong(line.amountMinor());
    }
    pay(order, person, second, total, lines);
  }

  private void pay(UUID order, int person, int second, long total, PaidOrders.Line[] lines) {
    paid.paid(order, person, second, total, lines);
    if (person != PaidOrders.NOBODY) {
      add(person, Behaviour.SOLD, second);
    }
  }

  void refunded(UUID order, long minor, DataOutput tape) throws IOException {
    tape.writeByte(REFUND);
    uuid(order, tape);
    tape.writeLong(minor);
    paid.refunded(order, minor);
  }

  void merged(int one, int other, DataOutput tape) throws IOException {
    tape.writeByte(MERGE);
    tape.writeInt(one);
    tape.writeInt(other);
    merges.add(new Identities.Merge(one, other));
  }

  void undone(int one, int other, DataOutput tape) throws IOException {
    tape.writeByte(UNDO);
    tape.writeInt(one);
    tape.writeInt(other);
    undo(one, other);
  }

  private void undo(int one, int other) {
    int at = merges.lastIndexOf(new Identities.Merge(one, other));
    if (at >= 0) {
      torn |= at < mergesBuilt;
      mergesBuilt -= at < mergesBuilt ? 1 : 0;
      merges.remove(at);
    }
  }

  /// Notes that an identity was erased.
  void forgotten(UUID id, DataOutput tape) throws IOException {
    int number = numbers.find(id);
    if (number != Numbers.UNKNOWN && !gone.get(number)) {
      tape.writeByte(FORGET);
      tape.writeInt(number);
      forget(number);
    }
  }

  /// A cleaned tape calls an erased identity by its number, with no high half.
  private void forget(int number) {
    gone.set(number);
    stained |= numbers.id(number).getMostSignificantBits() != 0;
  }

  void touched(int person, int second, String name, DataOutput tape) throws IOException {
    var known = channelOf.get(name);
    if (known == null && channels.size() >= MOST_CHANNELS && !name.equals(OTHER)) {
      touched(person, second, OTHER, tape);
      return;
    }
    if (known == null) {
      tape.writeByte(CHANNEL);
      tape.writeUTF(name);
      known = channel(name);
    }
    tape.writeByte(TOUCH);
    tape.writeInt(person);
    tape.writeInt(second);
    tape.writeShort(known);
    touches.add(person, second, known);
  }

  private int channel(String name) {
    channelOf.put(name, channels.size());
    channels.add(name);
    return channels.size() - 1;
  }

  /// Takes in what a tape holds, up to its end.
  void play(DataInput tape, int length, IntSupplier left) throws IOException {
    while (left.getAsInt() > 0) {
      int what = tape.readByte();
      switch (what) {
        case KIND -> kind(tape.readUTF(), tape.readBoolean());
        case PERSON -> person(uuid(tape), tape.readBoolean());
        case ACT -> add(tape.readInt(), tape.readShort(), tape.readInt());
        case PAID -> playPaid(tape);
        case REFUND -> paid.refunded(uuid(tape), tape.readLong());
        case MERGE -> merges.add(new Identities.Merge(tape.readInt(), tape.readInt()));
        case UNDO -> undo(tape.readInt(), tape.readInt());
        case CHANNEL -> channel(tape.readUTF());
        case FORGET -> forget(tape.readInt());
        case TOUCH -> touches.add(tape.readInt(), tape.readInt(), tape.readShort());
        default -> throw new IOException("unknown note " + what + " of " + length + " bytes");
      }
    }
  }

  private void playPaid(DataInput tape) throws IOException {
    var order = uuid(tape);
    int person = tape.readInt();
    int second = tape.readInt();
    long total = tape.readLong();
    var lines = new PaidOrders.Line[tape.readShort()];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new PaidOrders.Line(uuid(tape), uuid(tape), tape.readLong());
    }
    pay(order, person, second, total, lines);
  }

  private static void uuid(UUID id, DataOutput tape) throws IOException {
    tape.writeLong(id.getMostSignificantBits());
    tape.writeLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(DataInput tape) throws IOException {
    return new UUID(tape.readLong(), tape.readLong());
  }

  /// The state of things: the one before with everything that was noted since.
  ///
  /// @param shelves what is known of the offers by their numbers
  Behaviour build(Instant asOf, long position, Function<Numbers.Ids, Shelf> shelves) {
    var identities = Identities.of(merges);
    var root = new int[numbers.size()];
    Arrays.setAll(root, identities::of);
    IntUnaryOperator to = number -> root[number];
    if (fresh > 0) {
      sets = sets.plus(DaySets.of(freshActs(to)));
    }
    if (merges.size() > mergesBuilt) {
      sets = sets.united(identities);
    }
    history = allActs(to);
    mergesBuilt = merges.size();
    fresh = 0;
    int people = numbers.size();
    var everybody = People.of(people, number -> root[number] == number && !gone.get(number));
    var members = new boolean[people];
    for (int number = 0; number < people; number++) {
      members[root[number]] |= signedUp[number] && !gone.get(number);
    }
    return new Behaviour(
        history,
        sets,
        Trails.of(history),
        new Purchases(paid, people, calendar, to),
        new Touches(touches, people, to, channels),
        shelves.apply(paid.offers.copy()),
        kinds,
        numbers.copy(),
        root,
        everybody,
        People.of(people, number -> members[number]).and(everybody),
        everybody,
        currency,
        asOf,
        position);
  }

  private History freshActs(IntUnaryOperator root) {
    var builder = History.in(calendar);
    for (int i = 0; i < fresh; i++) {
      int person = root.applyAsInt(freshPerson[i]);
      long second = Integer.toUnsignedLong(freshSecond[i]);
      builder.add(person, freshKind[i], second);
      if (!passive.contains((int) freshKind[i])) {
        builder.add(person, Behaviour.ACTIVE, second);
      }
    }
    return builder.build();
  }

  /// The columns of before and the fresh acts; orders with what they are worth by now.
  private History allActs(IntUnaryOperator root) {
    var builder = History.in(calendar);
    for (int kind = Behaviour.ACTIVE + 1; kind < history.kinds(); kind++) {
      addAll(kind, root, builder);
    }
    for (int i = 0; i < fresh; i++) {
      if (freshKind[i] != Behaviour.SOLD) {
        builder.add(
            root.applyAsInt(freshPerson[i]), freshKind[i], Integer.toUnsignedLong(freshSecond[i]));
      }
    }
    for (int row = 0; row < paid.size; row++) {
      if (paid.person[row] != PaidOrders.NOBODY && paid.second[row] != 0) {
        builder.add(
            root.applyAsInt(paid.person[row]),
            Behaviour.SOLD,
            Integer.toUnsignedLong(paid.second[row]),
            paid.total[row] - paid.refunded[row]);
      }
    }
    return builder.build();
  }

  private void addAll(int kind, IntUnaryOperator root, HistoryBuilder builder) {
    var column = history.kind(kind);
    for (int person = 0; person < history.people(); person++) {
      int own = root.applyAsInt(person);
      for (int at = column.from(person); at < column.to(person); at++) {
        builder.add(own, kind, column.second(at));
      }
    }
  }
}
