package changke.insights;

import changke.engine.days.LocalDays;
import changke.shared.Words;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/// A made-up house: acts, orders with refunds, arrivals and merges, in an order of their own.
final class MadeHouse {

  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  static final Currency EURO = Currency.getInstance("EUR");
  static final Instant NOW = Instant.parse("2026-04-20T09:00:00Z");
  static final int FIRST_SECOND = (int) Instant.parse("2026-01-05T00:00:00Z").getEpochSecond();
  static final int DAYS = 104;
  static final List<String> KINDS = List.of("Page /", "Page /offers", "Order Placed", "Shared");
  static final List<String> CHANNELS = List.of("direct", "search", "letter", "friend");

  /// One thing that is noted.
  interface Note {
    void write(Gathered into, DataOutputStream tape) throws IOException;
  }

  record Act(int person, String kind, int second) {}

  record Order(UUID id, int person, int second, long total, List<Integer> offers, long refund) {
    long net() {
      return total - refund;
    }
  }

  record Touch(int person, int second, String channel) {}

  final List<UUID> people = new ArrayList<>();
  final List<Act> acts = new ArrayList<>();
  final List<Order> orders = new ArrayList<>();
  final List<Touch> touches = new ArrayList<>();
  final List<int[]> merges = new ArrayList<>();
  final List<Note> notes = new ArrayList<>();

  MadeHouse(long seed, int size) {
    var random = new Random(seed);
    for (int p = 0; p < size; p++) {
      people.add(new UUID(seed, p));
      double eager = Math.pow(random.nextDouble(), 3);
      int days = 1 + (int) (eager * 40);
      for (int i = 0; i < days; i++) {
        int second = FIRST_SECOND + random.nextInt(DAYS * 86_400);
        if (random.nextInt(3) == 0) {
          touch(p, second, CHANNELS.get(random.nextInt(CHANNELS.size())));
        }
        for (var kind : KINDS) {
          if (random.nextInt(2) == 0) {
            second += random.nextInt(900);
            act(p, kind, second);
          }
        }
        if (random.nextInt(6) == 0) {
          order(random, p, second + 60);
        }
      }
    }
    for (int i = 0; i < size / 8; i++) {
      int one = random.nextInt(size);
      int other = random.nextInt(size);
      if (one != other) {
        merges.add(new int[] {one, other});
        notes.add(
            (into, tape) -> into.merged(number(into, one, tape), number(into, other, tape), tape));
      }
    }
    Collections.shuffle(notes, random);
  }

  private void act(int person, String kind, int second) {
    acts.add(new Act(person, kind, second));
    notes.add((into, tape) -> into.act(number(into, person, tape), kind, true, true, second, tape));
  }

  private void touch(int person, int second, String channel) {
    touches.add(new Touch(person, second, channel));
    notes.add((into, tape) -> into.touched(number(into, person, tape), second, channel, tape));
  }

  private void order(Random random, int person, int second) {
    var id = new UUID(77, orders.size());
    long total = 100L + random.nextInt(20_000);
    var offers = new ArrayList<Integer>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      offers.add(random.nextInt(12));
    }
    long refund = random.nextInt(8) == 0 ? total / (1 + random.nextInt(2)) : 0;
    orders.add(new Order(id, person, second, total, offers, refund));
    var lines = new PaidOrders.Line[offers.size()];
    for (int i = 0; i < lines.length; i++) {
      long part = i + 1 == lines.length ? total - (lines.length - 1) * 30L : 30;
      lines[i] =
          new PaidOrders.Line(new UUID(5, offers.get(i)), new UUID(6, offers.get(i) % 4), part);
    }
    notes.add(
        (into, tape) -> into.paid(id, number(into, person, tape), second, total, lines, tape));
    if (refund > 0) {
      notes.add((into, tape) -> into.refunded(id, refund, tape));
    }
  }

  int number(Gathered into, int person, DataOutputStream tape) throws IOException {
    return into.number(people.get(person), person % 3 != 0, tape);
  }

  static Gathered empty() {
    return new Gathered(LocalDays.of(ZONE), EURO, 64);
  }

  /// Everything noted and built, with a state in between every `step` notes.
  Behaviour built(int step) {
    var into = empty();
    var tape = new DataOutputStream(new ByteArrayOutputStream());
    write(into, tape, step);
    return build(into);
  }

  void write(Gathered into, DataOutputStream tape, int step) {
    try {
      int count = 0;
      for (var note : notes) {
        note.write(into, tape);
        if (++count % step == 0) {
          build(into);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] tape(Gathered into) {
    var bytes = new ByteArrayOutputStream();
    write(into, new DataOutputStream(bytes), Integer.MAX_VALUE);
    return bytes.toByteArray();
  }

  static void play(Gathered into, byte[] notes) throws IOException {
    var in = new ByteArrayInputStream(notes);
    into.play(new DataInputStream(in), notes.length, in::available);
  }

  static Behaviour build(Gathered into) {
    return into.build(NOW, 1, MadeHouse::shelf);
  }

  /// Offers are in the category of their own number modulo 3; the catalog forgot offer 11.
  private static Shelf shelf(Numbers.Ids offers) {
    var names = new ArrayList<Words>();
    var categories = new int[offers.size()];
    for (int i = 0; i < offers.size(); i++) {
      int offer = (int) offers.get(i).getLeastSignificantBits();
      names.add(new Words("商品" + offer, "Offer " + offer));
      categories[i] = offer == 11 ? -1 : offer % 3;
    }
    return new Shelf(
        List.of(new Words("甲", "A"), new Words("乙", "B"), new Words("丙", "C")), names, categories);
  }

  /// Who stands for whom after all merges: the slowest way to say it.
  int[] roots() {
    var root = new int[people.size()];
    for (int p = 0; p < root.length; p++) {
      root[p] = p;
    }
    boolean moved = true;
    while (moved) {
      moved = false;
      for (var merge : merges) {
        int low = Math.min(root[merge[0]], root[merge[1]]);
        moved |= root[merge[0]] != low || root[merge[1]] != low;
        root[merge[0]] = low;
        root[merge[1]] = low;
      }
    }
    return root;
  }

  static Voice voice() {
    return new Voice(Locale.ENGLISH, (key, parameters) -> key);
  }
}
