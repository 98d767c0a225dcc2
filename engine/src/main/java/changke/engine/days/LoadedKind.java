package changke.engine.days;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Reads one kind back and checks that its parts belong together.
final class LoadedKind {

  private static final int MOST_DAYS = 50_000;

  private final LocalDays calendar;
  private final int kind;
  private final List<@Nullable Block[]> active = new ArrayList<>();
  private final int[] batch = new int[4096];
  private final long[] words = new long[Block.WORDS];
  private int firstDay;
  private int days;

  LoadedKind(LocalDays calendar, int kind) {
    this.calendar = calendar;
    this.kind = kind;
  }

  DaySet read(DataInputStream in) throws IOException {
    firstDay = in.readInt();
    days = in.readInt();
    if (days < 0 || days > MOST_DAYS) {
      throw new DamagedDaySets("kind " + kind + " of " + days + " days");
    }
    for (int i = 0; i < days; i++) {
      readDay(bitmap(in), i);
    }
    return new DaySet(withFirsts(in, bitmap(in)));
  }

  private void readDay(RoaringBitmap people, int at) {
    int chunk = 0;
    var batches = people.getBatchIterator();
    while (batches.hasNext()) {
      int count = batches.nextBatch(batch);
      for (int i = 0; i < count; i++) {
        if (batch[i] >>> 16 != chunk) {
          flush(chunk, at);
          chunk = batch[i] >>> 16;
        }
        words[(batch[i] & 0xffff) >>> 6] |= 1L << batch[i];
      }
    }
    flush(chunk, at);
  }

  private void flush(int chunk, int at) {
    while (active.size() <= chunk) {
      active.add(new Block[days]);
    }
    active.get(chunk)[at] = Block.of(words);
    Arrays.fill(words, 0);
  }

  private List<Chunk> withFirsts(DataInputStream in, RoaringBitmap everybody) throws IOException {
    var chunks = new ArrayList<Chunk>();
    var people = everybody.getIntIterator();
    var who = new char[Block.PEOPLE];
    var when = new int[Block.PEOPLE];
    int person = people.hasNext() ? people.next() : -1;
    for (int c = 0; c < active.size(); c++) {
      int count = 0;
      while (person >= 0 && person >>> 16 == c) {
        who[count] = (char) person;
        when[count++] = in.readInt();
        person = people.hasNext() ? people.next() : -1;
      }
      chunks.add(chunk(active.get(c), Arrays.copyOf(who, count), Arrays.copyOf(when, count)));
    }
    if (person >= 0) {
      throw new DamagedDaySets("kind " + kind + " has a first instant of somebody without a day");
    }
    return chunks;
  }

  /// Everybody with a day has a first instant, on a day that the person was active.
  private Chunk chunk(@Nullable Block[] blocks, char[] who, int[] when) {
    for (int second : when) {
      int day = calendar.dayOf(Integer.toUnsignedLong(second));
      if (day < firstDay || day >= firstDay + days) {
        throw new DamagedDaySets("kind " + kind + " has a first instant on day " + day);
      }
    }
    var chunk = Chunk.of(calendar, firstDay, blocks, who, when);
    Block everybody = null;
    Block known = null;
    for (int i = 0; i < chunk.active.length; i++) {
      everybody = Block.union(everybody, chunk.active[i]);
      known = Block.union(known, chunk.starting[i]);
      if (!Objects.equals(Block.union(chunk.active[i], chunk.starting[i]), chunk.active[i])) {
        throw new DamagedDaySets("kind " + kind + " has a first instant on an idle day");
      }
    }
    if (!Objects.equals(everybody, known)) {
      throw new DamagedDaySets("kind " + kind + " has people without a first instant");
    }
    return chunk;
  }

  private static RoaringBitmap bitmap(DataInputStream in) throws IOException {
    var bitmap = new RoaringBitmap();
    bitmap.deserialize(in);
    return bitmap;
  }
}
