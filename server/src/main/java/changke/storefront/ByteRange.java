package changke.storefront;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What of a file is wanted (RFC 9110, section 14): one range, or all of it when the header asks
/// for several, for another version, or cannot be read. A length of 0 cannot be satisfied.
record ByteRange(long from, long length, boolean isPart) {

  private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  static ByteRange of(@Nullable String range, @Nullable String ifRange, String tag, long size) {
    var all = new ByteRange(0, size, false);
    if (range == null || (ifRange != null && !ifRange.equals(tag))) {
      return all;
    }
    var asked = ONE.matcher(range);
    if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
      return all;
    }
    if (asked.group(1).isEmpty()) {
      var last = Math.min(size, Long.parseLong(asked.group(2)));
      return new ByteRange(size - last, last, true);
    }
    var from = Long.parseLong(asked.group(1));
    var end = asked.group(2).isEmpty() ? size - 1 : Long.parseLong(asked.group(2));
    if (end < from) {
      return asked.group(2).isEmpty() ? new ByteRange(size, 0, true) : all;
    }
    return new ByteRange(Math.min(from, size), Math.max(0, Math.min(end + 1, size) - from), true);
  }

  boolean isUnsatisfiable() {
    return isPart && length == 0;
  }

  /// `bytes 0-99/1000`.
  String header(long size) {
    return "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }
}
