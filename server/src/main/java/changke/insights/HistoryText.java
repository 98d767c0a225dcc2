package changke.insights;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The text inside a file: unpacked when it is gzip, bounded, and decoded strictly.
final class HistoryText {

  private static final int BUFFER = 1 << 16;

  private HistoryText() {}

  /// Opens the text; a reader of it throws [UnreadableFile] for everything that is wrong with it.
  ///
  /// @param charset null for UTF-8, or UTF-16 when the file starts with its mark
  /// @param progress is told now and then how many bytes have been taken from the file
  static Reader open(
      InputStream file, @Nullable Charset charset, HistoryLimits limits, LongConsumer progress)
      throws IOException {
    var counted = new BufferedInputStream(new Counting(file, progress), BUFFER);
    var head = peek(counted, 4);
    if (head.length == 0) {
      throw new UnreadableFile(UnreadableFile.Reason.EMPTY, "");
    }
    if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw new UnreadableFile(UnreadableFile.Reason.WORKBOOK, "");
    }
    InputStream text = counted;
    if (startsWith(head, 0x1F, 0x8B)) {
      text = new BufferedInputStream(new Unpacked(counted, limits.bytes()), BUFFER);
      head = peek(text, 4);
    } else {
      text = new Bounded(text, limits.bytes());
    }
    var encoding = charset != null ? charset : guessed(head);
    var decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    return new InputStreamReader(text, decoder);
  }

  private static Charset guessed(byte[] head) {
    return startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)
        ? StandardCharsets.UTF_16
        : StandardCharsets.UTF_8;
  }

  private static byte[] peek(InputStream in, int bytes) throws IOException {
    in.mark(bytes);
    var head = in.readNBytes(bytes);
    in.reset();
    return head;
  }

  private static boolean startsWith(byte[] head, int... mark) {
    if (head.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static final class Counting extends FilterInputStream {

    private static final long STEP = 1 << 18;

    private final LongConsumer progress;
    private long taken;
    private long told;

    Counting(InputStream in, LongConsumer progress) {
      super(in);
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      taken += Math.max(0, read);
      if (taken - told >= STEP) {
        told = taken;
        progress.accept(taken);
      }
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  private static class Bounded extends FilterInputStream {

    private final long limit;
    private long taken;

    Bounded(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      taken += Math.max(0, read);
      if (taken > limit) {
        throw new UnreadableFile(UnreadableFile.Reason.TOO_LARGE, (limit >> 20) + " MiB");
      }
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  private static final class Unpacked extends Bounded {

    Unpacked(InputStream packed, long limit) throws IOException {
      super(unpack(packed), limit);
    }

    private static InputStream unpack(InputStream packed) throws IOException {
      try {
        return new GZIPInputStream(packed, BUFFER);
      } catch (EOFException e) {
        throw new UnreadableFile(UnreadableFile.Reason.TRUNCATED, "");
      } catch (ZipException e) {
        throw new UnreadableFile(UnreadableFile.Reason.CORRUPT, String.valueOf(e.getMessage()));
      }
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return super.read(into, from, length);
      } catch (EOFException e) {
        throw new UnreadableFile(UnreadableFile.Reason.TRUNCATED, "");
      } catch (ZipException e) {
        throw new UnreadableFile(UnreadableFile.Reason.CORRUPT, String.valueOf(e.getMessage()));
      }
    }
  }
}
