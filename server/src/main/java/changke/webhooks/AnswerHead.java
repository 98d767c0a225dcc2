package changke.webhooks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The first lines of an answer, and how to read a little of what follows. The other side is not
/// trusted with memory: everything has a limit.
record AnswerHead(int status, Map<String, String> headers) {

  private static final int LONGEST_HEAD = 16 * 1024;
  private static final int MOST_INTERIM = 5;
  private static final int LONGEST_BODY = 1000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");

  /// Interim answers (1xx) are passed over.
  static AnswerHead read(InputStream in) throws IOException {
    for (int interim = 0; interim <= MOST_INTERIM; interim++) {
      var head = one(in);
      if (head.status >= 200) {
        return head;
      }
    }
    throw new NotHttp();
  }

  private static AnswerHead one(InputStream in) throws IOException {
    var lines = lines(in);
    var first = STATUS.matcher(lines[0]);
    if (!first.matches()) {
      throw new NotHttp();
    }
    var headers = new HashMap<String, String>();
    for (int i = 1; i < lines.length; i++) {
      var colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return new AnswerHead(Integer.parseInt(first.group(1)), headers);
  }

  private static String[] lines(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int next = in.read(), breaks = 0; next >= 0; next = in.read()) {
      bytes.write(next);
      breaks = next == '\n' ? breaks + 1 : next == '\r' ? breaks : 0;
      if (breaks == 2) {
        return bytes.toString(StandardCharsets.ISO_8859_1).strip().split("\r?\n");
      }
      if (bytes.size() > LONGEST_HEAD) {
        break;
      }
    }
    throw new NotHttp();
  }

  /// What `Retry-After` asks for, in seconds or as a date; null when it says nothing sensible.
  @Nullable Duration retryAfter(Instant now) {
    var wish = headers.getOrDefault("retry-after", "");
    try {
      if (wish.matches("[0-9]{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(wish));
      }
      var until = ZonedDateTime.parse(wish, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return until.isAfter(now) ? Duration.between(now, until) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// The beginning of the body, as text that can be kept and shown.
  String body(InputStream in) throws IOException {
    var bytes = chunked() ? chunk(in) : in.readNBytes(Math.min(LONGEST_BODY, length()));
    return new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
  }

  private boolean chunked() {
    return headers
        .getOrDefault("transfer-encoding", "")
        .toLowerCase(Locale.ROOT)
        .contains("chunked");
  }

  private int length() {
    var length = headers.getOrDefault("content-length", "");
    return length.matches("[0-9]{1,6}") ? Integer.parseInt(length) : LONGEST_BODY;
  }

  /// The first chunk is beginning enough.
  private static byte[] chunk(InputStream in) throws IOException {
    var size = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n' && size.length() < 20; next = in.read()) {
      size.append((char) next);
    }
    var digits = size.toString().strip().replaceAll("[^0-9A-Fa-f].*", "");
    return digits.matches("[0-9A-Fa-f]{1,7}")
        ? in.readNBytes(Math.min(LONGEST_BODY, Integer.parseInt(digits, 16)))
        : new byte[0];
  }

  /// Whatever answered does not speak HTTP/1.1.
  static final class NotHttp extends IOException {
    NotHttp() {
      super("the answer is not HTTP/1.1");
    }
  }
}
