package changke.backoffice.people;

import changke.identity.AuditSearch;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What somebody typed to look for; days are the reader's own, both within.
record AuditForm(String who, String what, String about, String from, String until) {

  private static final int LONGEST = 300;

  AuditSearch search(ZoneId zone) {
    return new AuditSearch(
        text(who), text(what), text(about), day(from, 0, zone), day(until, 1, zone));
  }

  /// The same search as part of an address.
  String query() {
    return "who="
        + encoded(who)
        + "&what="
        + encoded(what)
        + "&about="
        + encoded(about)
        + "&from="
        + encoded(from)
        + "&until="
        + encoded(until);
  }

  private static @Nullable String text(String typed) {
    var text = typed.strip();
    return text.isEmpty() || text.length() > LONGEST ? null : text;
  }

  private static @Nullable Instant day(String typed, int later, ZoneId zone) {
    try {
      return typed.isBlank()
          ? null
          : LocalDate.parse(typed.strip()).plusDays(later).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
