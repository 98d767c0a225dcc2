package changke.storefront;

import changke.catalog.Delivery;
import changke.identity.Allowed;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.orders.LineState;
import changke.orders.Order;
import changke.orders.OrderLine;
import changke.orders.Orders;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.platform.Fingerprints;
import changke.platform.Keys;
import changke.vault.FileVault;
import changke.vault.Reader;
import changke.vault.StoredFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Downloads of what was bought. A link is made at the order's page for whoever may read that page;
/// it holds for some hours, so that a broken download can go on, and only together with the session
/// or the order's secret that it was made for: passed on, it opens nothing.
@Controller
@Allowed(Who.EVERYONE)
class FileController {

  private static final Duration LINK_LASTS = Duration.ofHours(6);

  private final Orders orders;
  private final FileVault files;
  private final Clock clock;
  private final byte[] key;

  FileController(Orders orders, FileVault files, Clock clock, Keys keys) {
    this.orders = orders;
    this.files = files;
    this.clock = clock;
    this.key = keys.derive("links to files");
  }

  @PostMapping("/orders/{number}/files/{position}")
  Redirect link(
      @PathVariable String number,
      @PathVariable int position,
      Visitor visitor,
      HttpServletRequest request) {
    var order = own(number, visitor, request);
    var line = line(order, position);
    var until = clock.instant().plus(LINK_LASTS).getEpochSecond();
    return Redirect.to(
        path(order, position) + "?until=" + until + "&seal=" + seal(line, until, order, visitor));
  }

  /// The bytes: all of them, or from where an earlier download broke off.
  @GetMapping("/orders/{number}/files/{position}")
  void download(
      @PathVariable String number,
      @PathVariable int position,
      @RequestParam(defaultValue = "0") long until,
      @RequestParam(defaultValue = "") String seal,
      Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var order = own(number, visitor, request);
    var line = line(order, position);
    var genuine = seal(line, until, order, visitor);
    if (!MessageDigest.isEqual(bytes(genuine), bytes(seal))
        || Instant.ofEpochSecond(until).isBefore(clock.instant())) {
      // The page makes a new link with one click.
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", "/orders/" + order.number());
      return;
    }
    var file = files.ofSale(line.hold()).orElseThrow(NotFoundException::new);
    var range =
        ByteRange.of(
            request.getHeader("Range"), request.getHeader("If-Range"), tag(file), file.bytes());
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("ETag", tag(file));
    response.setHeader("Cache-Control", "private, no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (range.isUnsatisfiable()) {
      response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
      response.setHeader("Content-Range", "bytes */" + file.bytes());
      return;
    }
    response.setContentType("application/octet-stream");
    response.setHeader("Content-Disposition", disposition(file));
    response.setContentLengthLong(range.length());
    if (range.isPart()) {
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader("Content-Range", range.header(file.bytes()));
    }
    if (!request.getMethod().equals("HEAD")) {
      files.note(line.hold(), file, reader(order, visitor), range.from());
      files.write(line.hold(), file, range.from(), range.length(), response.getOutputStream());
    }
  }

  private Order own(String number, Visitor visitor, HttpServletRequest request) {
    return visitor
        .id()
        .flatMap(person -> orders.of(person, number))
        .or(() ->
            Receipts.of(request)
                .token(number)
                .flatMap(orders::opened)
                .filter(order -> order.number().equals(number)))
        .orElseThrow(NotFoundException::new);
  }

  private static OrderLine line(Order order, int position) {
    return order.lines().stream()
        .filter(line -> line.position() == position && line.delivery() == Delivery.FILE)
        .filter(line -> line.state() == LineState.DELIVERED)
        .findFirst()
        .orElseThrow(NotFoundException::new);
  }

  /// Says for which sale, until when and for whom.
  private String seal(OrderLine line, long until, Order order, Visitor visitor) {
    var reader = reader(order, visitor);
    return Fingerprints.of(
        key, line.hold() + " " + until + " " + reader.role() + " " + reader.id());
  }

  private static Reader reader(Order order, Visitor visitor) {
    return visitor
        .id()
        .filter(person -> person.equals(order.person()))
        .map(Reader::buyer)
        .orElseGet(() -> Reader.guest(order.id()));
  }

  private static String path(Order order, int position) {
    return "/orders/" + order.number() + "/files/" + position;
  }

  private static String tag(StoredFile file) {
    return '"' + file.id().toString() + '"';
  }

  /// RFC 6266 with the name in UTF-8.
  private static String disposition(StoredFile file) {
    var name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename*=UTF-8''" + name;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
