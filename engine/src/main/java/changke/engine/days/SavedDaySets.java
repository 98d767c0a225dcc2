package changke.engine.days;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/// The saved form of day sets: one frame with mark, zone and number of kinds, then one per kind.
///
/// A kind is its first day, its number of days, one bitmap of people for each day and one of
/// everybody in Roaring's portable format, and the first instants in the order of the latter.
final class SavedDaySets {

  private static final int MARK = 0x434b4453; // CKDS
  private static final int VERSION = 1;

  private SavedDaySets() {}

  static void save(DaySets sets, OutputStream out) throws IOException {
    Frames.write(
        out,
        0,
        head -> {
          head.writeInt(MARK);
          head.writeInt(VERSION);
          head.writeUTF(sets.calendar().zone().getId());
          head.writeInt(sets.kinds());
        });
    for (int k = 0; k < sets.kinds(); k++) {
      var kind = sets.kind(k);
      Frames.write(out, k + 1, body -> saveKind(kind, body));
    }
  }

  private static void saveKind(DaySet kind, DataOutputStream out) throws IOException {
    boolean empty = kind.people() == 0;
    int first = empty ? 0 : kind.firstDay();
    int days = empty ? 0 : kind.endDay() - first;
    out.writeInt(first);
    out.writeInt(days);
    var words = new long[Block.WORDS];
    for (int day = first; day < first + days; day++) {
      var people = RoaringBitmapWriter.writer().get();
      for (int c = 0; c < kind.chunks(); c++) {
        var block = kind.chunk(c).active(day);
        if (block != null) {
          block.orInto(words, 0);
          drain(words, c << 16, people);
        }
      }
      serialize(people, out);
    }
    var everybody = RoaringBitmapWriter.writer().get();
    for (int c = 0; c < kind.chunks(); c++) {
      for (char member : kind.chunk(c).who) {
        everybody.add(c << 16 | member);
      }
    }
    serialize(everybody, out);
    for (int c = 0; c < kind.chunks(); c++) {
      for (int second : kind.chunk(c).when) {
        out.writeInt(second);
      }
    }
  }

  private static void drain(long[] words, int base, RoaringBitmapWriter<RoaringBitmap> people) {
    for (int i = 0; i < words.length; i++) {
      for (long rest = words[i]; rest != 0; rest &= rest - 1) {
        people.add(base + (i << 6) + Long.numberOfTrailingZeros(rest));
      }
      words[i] = 0;
    }
  }

  private static void serialize(RoaringBitmapWriter<RoaringBitmap> people, DataOutputStream out)
      throws IOException {
    var bitmap = people.get();
    bitmap.runOptimize();
    bitmap.serialize(out);
  }

  static DaySets load(InputStream in) throws IOException {
    var head = new DataInputStream(new ByteArrayInputStream(Frames.read(in, 0)));
    if (head.readInt() != MARK || head.readInt() != VERSION) {
      throw new DamagedDaySets("not day sets of a version that is known here");
    }
    var calendar = LocalDays.of(zone(head.readUTF()));
    int count = head.readInt();
    var kinds = new ArrayList<DaySet>();
    for (int k = 0; k < count; k++) {
      var body = new DataInputStream(new ByteArrayInputStream(Frames.read(in, k + 1)));
      kinds.add(new LoadedKind(calendar, k).read(body));
    }
    if (in.read() >= 0) {
      throw new DamagedDaySets("goes on behind its end");
    }
    return new DaySets(calendar, kinds);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      throw new DamagedDaySets("unknown zone " + name);
    }
  }
}
