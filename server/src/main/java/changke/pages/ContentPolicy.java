package changke.pages;

import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/// The content policy of every page: nothing foreign runs, and forms lead to us and to the gateways
/// that are open now. Which those are is asked again after a few seconds; when that fails, the last
/// answer stays.
final class ContentPolicy {

  private static final Logger log = LoggerFactory.getLogger(ContentPolicy.class);
  private static final long KEPT_NANOS = 5_000_000_000L;

  private record Known(String text, long atNanos) {}

  private final String fixed;
  private final ObjectProvider<FormOrigins> gateways;
  private volatile Known known;

  /// `fixed` is the policy without the gateways; it ends with where forms may lead.
  ContentPolicy(String fixed, ObjectProvider<FormOrigins> gateways) {
    this.fixed = fixed;
    this.gateways = gateways;
    this.known = new Known(fixed, System.nanoTime() - KEPT_NANOS);
  }

  String text() {
    var now = System.nanoTime();
    var before = known;
    if (now - before.atNanos() < KEPT_NANOS) {
      return before.text();
    }
    // Others go on with the last answer while one asks.
    known = new Known(before.text(), now);
    try {
      known = new Known(written(), now);
    } catch (RuntimeException e) {
      // No page fails over this.
      log.warn("the gateways that are open cannot be read; the last ones stay allowed", e);
    }
    return known.text();
  }

  private String written() {
    var origins = new TreeSet<String>();
    gateways.forEach(one -> origins.addAll(one.origins()));
    return origins.isEmpty() ? fixed : fixed + " " + String.join(" ", origins);
  }
}
