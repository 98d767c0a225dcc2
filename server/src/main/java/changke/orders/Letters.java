package changke.orders;

import changke.messaging.Letter;
import changke.messaging.Messaging;
import changke.messaging.Recipient;
import changke.shared.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// What buyers are written about their orders, queued with the step that it tells. A letter carries
/// a signed link, never a card.
@Component
class Letters {

  private final Messaging messaging;
  private final Lookup lookup;
  private final Environment environment;
  private final Ids ids;
  private volatile @Nullable String address;

  Letters(Messaging messaging, Lookup lookup, Environment environment, Ids ids) {
    this.messaging = messaging;
    this.lookup = lookup;
    this.environment = environment;
    this.ids = ids;
  }

  /// The goods are there, and this link opens them.
  record YourGoodsAreHere(String titles, String number, String link) implements Letter {}

  /// The link to an order, asked for once more.
  record YourOrderAgain(String titles, String number, String link) implements Letter {}

  /// The one-time code that a guest asked for.
  record YourOneTimeCode(String number, String code, int minutes) implements Letter {}

  void delivered(Order order, List<OrderLine> lines) {
    var mark = lines.stream().map(line -> "." + line.position()).collect(Collectors.joining());
    var titles = lines.stream().map(line -> title(order, line)).collect(Collectors.joining(", "));
    messaging.queue(
        "order-delivered:" + order.id() + mark,
        recipient(order),
        new YourGoodsAreHere(titles, order.number(), buyersLink(order)));
  }

  /// Queues the letter and names it.
  String code(Order order, String code) {
    var key = "order-code:" + ids.next();
    messaging.queue(
        key,
        recipient(order),
        new YourOneTimeCode(order.number(), code, (int) Lookup.CODE_LASTS.toMinutes()));
    return key;
  }

  /// The link once more, for whoever lost the letter.
  String link(Order order) {
    var key = "order-link:" + ids.next();
    var titles =
        order.lines().stream().map(line -> title(order, line)).collect(Collectors.joining(", "));
    messaging.queue(
        key, recipient(order), new YourOrderAgain(titles, order.number(), buyersLink(order)));
    return key;
  }

  String buyersLink(Order order) {
    return address() + "/open/" + lookup.token(order.id());
  }

  /// The names of the letters that told of deliveries; they follow from the timeline.
  static List<String> deliveryKeys(Order order, List<OrderStep> steps) {
    var byTime = new TreeMap<Instant, String>();
    for (var step : steps) {
      if (step.kind().equals("line-delivered")) {
        byTime.merge(step.at(), "." + step.position(), String::concat);
      }
    }
    return byTime.values().stream().map(mark -> "order-delivered:" + order.id() + mark).toList();
  }

  static Recipient recipient(Order order) {
    return new Recipient(order.person(), order.email(), Locale.forLanguageTag(order.language()));
  }

  static String title(Order order, OrderLine line) {
    return line.title().in(order.language());
  }

  /// Does not change any more once the house listens.
  String address() {
    var known = address;
    if (known != null) {
      return known;
    }
    var port = environment.getProperty("local.server.port");
    var here = "http://localhost:" + (port == null ? "8080" : port);
    var found = environment.getProperty("changke.url", here);
    address = port == null ? null : found;
    return found;
  }
}
