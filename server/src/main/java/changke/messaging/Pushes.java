package changke.messaging;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/// Hands messages to browsers' push services (RFC 8030). They see neither text nor person: the body
/// is sealed for the browser.
final class Pushes {

  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final Duration LIVES = Duration.ofHours(12);
  private static final Duration TOKEN = Duration.ofHours(6);
  private static final int LONGEST_BODY = 600;

  /// The service does not know this browser any more.
  static final class GoneException extends RuntimeException {
    GoneException() {
      super("the browser is gone");
    }
  }

  private final PushRows rows;
  private final VapidKeys keys;
  private final Predicate<URI> door;
  private final String contact;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(WAIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Pushes(PushRows rows, VapidKeys keys, Predicate<URI> door, String contact, Clock clock) {
    this.rows = rows;
    this.keys = keys;
    this.door = door;
    this.contact = contact;
    this.clock = clock;
  }

  /// Sends under an id that stays the same over tries: a browser shows one of them.
  void send(UUID id, UUID browser, Templates.Written letter, String path) {
    var found = rows.find(browser).orElseThrow(GoneException::new);
    var endpoint = URI.create(found.endpoint());
    if (!door.test(endpoint)) {
      rows.remove(browser);
      throw new GoneException();
    }
    var status = post(request(id, endpoint, found, text(letter, path, id)));
    if (status == 404 || status == 410) {
      rows.remove(browser);
      throw new GoneException();
    }
    if (status / 100 != 2) {
      throw new IllegalStateException("the push service answered " + status);
    }
  }

  private HttpRequest request(UUID id, URI endpoint, PushRows.Browser browser, byte[] text) {
    var audience = endpoint.getScheme() + "://" + endpoint.getAuthority();
    return HttpRequest.newBuilder(endpoint)
        .timeout(WAIT)
        .header("TTL", Long.toString(LIVES.toSeconds()))
        .header("Content-Encoding", "aes128gcm")
        .header("Content-Type", "application/octet-stream")
        .header("Urgency", "normal")
        .header("Topic", topic(id))
        .header(
            "Authorization",
            WebPush.authorization(keys.pair(), audience, contact, clock.instant().plus(TOKEN)))
        .POST(
            HttpRequest.BodyPublishers.ofByteArray(
                WebPush.seal(text, WebPush.bytes(browser.key()), WebPush.bytes(browser.secret()))))
        .build();
  }

  private int post(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new IllegalStateException("the push service is out of reach", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] text(Templates.Written letter, String path, UUID id) {
    var body = letter.text().strip();
    var shown = body.codePointCount(0, body.length()) <= LONGEST_BODY ? body : cut(body);
    return MessageRows.JSON
        .writeValueAsString(
            Map.of("title", letter.subject(), "body", shown, "path", path, "tag", id.toString()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String cut(String body) {
    return body.substring(0, body.offsetByCodePoints(0, LONGEST_BODY)) + "…";
  }

  /// 22 characters, of at most 32 (RFC 8030, section 5.4).
  private static String topic(UUID id) {
    return WebPush.text(
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array());
  }
}
