package changke.backoffice.payments;

import changke.payments.ChannelId;
import changke.payments.Search;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a list is narrowed to, as its form and its links carry it. What cannot be read narrows
/// nothing.
record Filter(
    String path, String text, String state, String channel, String from, String to, int page) {

  static final int SIZE = 50;
  private static final int LAST_PAGE = 1000;

  static Filter of(String path, Map<String, String> fields) {
    return new Filter(
        path,
        cut(fields.getOrDefault("q", "")),
        word(fields.getOrDefault("state", "")),
        uuid(fields.getOrDefault("channel", "")),
        day(fields.getOrDefault("from", "")),
        day(fields.getOrDefault("to", "")),
        number(fields.getOrDefault("page", "")));
  }

  /// Days are those of the reader's zone, the last one included.
  Search search(ZoneId zone) {
    return new Search(
        text,
        state,
        channel.isEmpty() ? null : ChannelId.of(channel),
        start(from, zone, 0),
        start(to, zone, 1));
  }

  boolean narrows() {
    return !(text + state + channel + from + to).isEmpty();
  }

  /// The address of another page of the same list.
  String at(int other) {
    return path + "?" + query() + "page=" + other;
  }

  /// The address of the same list as a file.
  String file() {
    return path + ".csv?" + query();
  }

  private String query() {
    var text = new StringBuilder();
    for (var field :
        List.of(
            Map.entry("q", this.text),
            Map.entry("state", state),
            Map.entry("channel", channel),
            Map.entry("from", from),
            Map.entry("to", to))) {
      if (!field.getValue().isEmpty()) {
        text.append(field.getKey())
            .append('=')
            .append(URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .append('&');
      }
    }
    return text.toString();
  }

  private static @Nullable Instant start(String day, ZoneId zone, int plus) {
    return day.isEmpty()
        ? null
        : LocalDate.parse(day).plusDays(plus).atStartOfDay(zone).toInstant();
  }

  private static String cut(String text) {
    return text.strip().substring(0, Math.min(text.strip().length(), 120)).replace("\0", "");
  }

  private static String word(String text) {
    return text.matches("[a-z-]{1,30}") ? text : "";
  }

  private static String uuid(String text) {
    try {
      return UUID.fromString(text).toString();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String day(String text) {
    try {
      var day = LocalDate.parse(text);
      return day.getYear() < 1970 || day.getYear() > 9000 ? "" : day.toString();
    } catch (DateTimeException e) {
      return "";
    }
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,4}") ? Math.min(Integer.parseInt(text), LAST_PAGE) : 0;
  }
}
