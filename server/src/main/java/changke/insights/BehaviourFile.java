package changke.insights;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What was noted of the journal, on disk: frames of notes one after the other, each with the place
/// in the journal that it ends at. It can be made anew from the journal at any time, so it is
/// written without waiting for the disk; a frame that is not whole ends it.
///
/// One process at a time has the file; another one that finds it taken works without.
final class BehaviourFile implements AutoCloseable {

  private static final int MARK = 0x434b4231; // CKB1
  private static final int HEAD = 4 + 4 + 4 + 8 + 16;
  private static final int LONGEST = 256 << 20;

  private final FileChannel channel;
  private final @Nullable FileLock lock;

  /// Where a frame ends in the journal.
  ///
  /// @param fact the entry at that position, to see whether it is still the same journal
  record Place(long position, UUID fact) {
    static final Place BEGINNING = new Place(0, new UUID(0, 0));
  }

  private BehaviourFile(FileChannel channel, @Nullable FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  static BehaviourFile open(Path path) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    var channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new BehaviourFile(channel, lock(channel));
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (java.nio.channels.OverlappingFileLockException e) {
      return null;
    }
  }

  /// Plays all whole frames, cuts off what is behind them and says where the last one ends.
  Place play(Gathered into) throws IOException {
    var place = Place.BEGINNING;
    if (lock == null) {
      return place;
    }
    channel.position(0);
    long whole = 0;
    var in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 20));
    for (var frame = read(in); frame != null; frame = read(in)) {
      var notes = new ByteArrayInputStream(frame.notes);
      into.play(new DataInputStream(notes), frame.notes.length, notes::available);
      place = frame.place;
      whole += HEAD + frame.notes.length;
    }
    channel.truncate(whole);
    channel.position(whole);
    return place;
  }

  /// The same file with other notes in the same frames, swapped with this one at once; a process
  /// that dies meanwhile leaves this one. This one is closed.
  BehaviourFile rewritten(Path path, UnaryOperator<byte[]> change) throws IOException {
    if (lock == null) {
      return this;
    }
    var beside = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(beside);
    var fresh = open(beside);
    channel.position(0);
    var in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 20));
    for (var frame = read(in); frame != null; frame = read(in)) {
      var notes = change.apply(frame.notes);
      fresh.append(frame.place, notes, notes.length);
    }
    Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
    close();
    return fresh;
  }

  @SuppressWarnings("ArrayRecordComponent") // Nobody compares frames.
  private record Frame(Place place, byte[] notes) {}

  private static @Nullable Frame read(DataInputStream in) throws IOException {
    try {
      if (in.readInt() != MARK) {
        return null;
      }
      int length = in.readInt();
      int sum = in.readInt();
      if (length < 0 || length > LONGEST) {
        return null;
      }
      var place = new Place(in.readLong(), new UUID(in.readLong(), in.readLong()));
      var notes = new byte[length];
      in.readFully(notes);
      return sum == sum(place, notes, length) ? new Frame(place, notes) : null;
    } catch (EOFException e) {
      return null;
    }
  }

  void append(Place place, byte[] notes, int length) throws IOException {
    if (lock == null) {
      return;
    }
    var frame = ByteBuffer.allocate(HEAD + length);
    frame.putInt(MARK).putInt(length).putInt(sum(place, notes, length)).putLong(place.position());
    frame.putLong(place.fact().getMostSignificantBits());
    frame.putLong(place.fact().getLeastSignificantBits());
    frame.put(notes, 0, length).flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  private static int sum(Place place, byte[] notes, int length) {
    var sum = new CRC32C();
    sum.update(
        ByteBuffer.allocate(24)
            .putLong(place.position())
            .putLong(place.fact().getMostSignificantBits())
            .putLong(place.fact().getLeastSignificantBits())
            .flip());
    sum.update(notes, 0, length);
    return (int) sum.getValue();
  }

  void clear() throws IOException {
    if (lock != null) {
      channel.truncate(0);
      channel.position(0);
    }
  }

  long size() throws IOException {
    return lock == null ? 0 : channel.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
