package changke.insights;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Takes people out of notes: what they did, what they bought and their ids. Numbers stay where
/// they are, so that everybody else's notes mean what they meant.
///
/// @param names what stands for their ids
/// @param gone their numbers
/// @param orders theirs
record Cleaning(Map<UUID, UUID> names, BitSet gone, Set<UUID> orders) {

  private static final int LINE = 16 + 16 + 8;

  byte[] of(byte[] notes) {
    var out = new ByteArrayOutputStream(notes.length);
    try (var in = new DataInputStream(new ByteArrayInputStream(notes));
        var tape = new DataOutputStream(out)) {
      while (in.available() > 0) {
        copy(in.readByte(), in, tape);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void copy(int what, DataInputStream in, DataOutputStream out) throws IOException {
    switch (what) {
      case Gathered.KIND -> {
        out.writeByte(what);
        out.writeUTF(in.readUTF());
        out.writeBoolean(in.readBoolean());
      }
      case Gathered.CHANNEL -> {
        out.writeByte(what);
        out.writeUTF(in.readUTF());
      }
      case Gathered.PERSON -> {
        var id = uuid(in);
        boolean member = in.readBoolean();
        var name = names.getOrDefault(id, id);
        out.writeByte(what);
        uuid(name, out);
        out.writeBoolean(member && name.equals(id));
      }
      case Gathered.ACT, Gathered.TOUCH -> {
        int person = in.readInt();
        var rest = in.readNBytes(2 + 4);
        if (!gone.get(person)) {
          out.writeByte(what);
          out.writeInt(person);
          out.write(rest);
        }
      }
      case Gathered.MERGE, Gathered.UNDO -> {
        int one = in.readInt();
        int other = in.readInt();
        if (!gone.get(one) && !gone.get(other)) {
          out.writeByte(what);
          out.writeInt(one);
          out.writeInt(other);
        }
      }
      case Gathered.FORGET -> {
        out.writeByte(what);
        out.writeInt(in.readInt());
      }
      case Gathered.REFUND -> {
        var order = uuid(in);
        long minor = in.readLong();
        if (!orders.contains(order)) {
          out.writeByte(what);
          uuid(order, out);
          out.writeLong(minor);
        }
      }
      case Gathered.PAID -> paid(in, out);
      default -> throw new IOException("unknown note " + what);
    }
  }

  private void paid(DataInputStream in, DataOutputStream out) throws IOException {
    var order = uuid(in);
    int person = in.readInt();
    var head = in.readNBytes(4 + 8);
    int lines = in.readShort();
    var rest = in.readNBytes(lines * LINE);
    if (!orders.contains(order)) {
      out.writeByte(Gathered.PAID);
      uuid(order, out);
      out.writeInt(person);
      out.write(head);
      out.writeShort(lines);
      out.write(rest);
    }
  }

  private static UUID uuid(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }

  private static void uuid(UUID id, DataOutputStream out) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }
}
