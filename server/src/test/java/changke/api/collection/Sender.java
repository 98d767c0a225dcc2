package changke.api.collection;

import static org.assertj.core.api.Assertions.assertThat;

import changke.activity.Source;
import changke.activity.Sources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sends to the running house, and looks into the journal afterwards.
@TestComponent
public final class Sender {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Environment environment;
  private final Sources sources;
  private final JdbcClient jdbc;

  Sender(Environment environment, Sources sources, JdbcClient jdbc) {
    this.environment = environment;
    this.sources = sources;
    this.jdbc = jdbc;
  }

  static String track(String event, String id) {
    return "{\"type\":\"track\",\"event\":\"%s\",\"userId\":\"u1\",\"messageId\":\"%s\"}"
        .formatted(event, id);
  }

  static String batch(String... items) {
    return "{\"batch\":[" + String.join(",", items) + "]}";
  }

  static void assertTaken(HttpResponse<String> answer) {
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  Sources.Opened server() {
    return sources.open("a server", Source.Kind.SERVER, false, false);
  }

  Sources.Opened browser() {
    return sources.open("a site", Source.Kind.BROWSER, false, false);
  }

  public Sources.Opened open(Source.Kind kind, boolean money, boolean ourPeople) {
    return sources.open("a program", kind, money, ourPeople);
  }

  public String address() {
    return "http://127.0.0.1:" + environment.getProperty("local.server.port");
  }

  public HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /// With the key as the user of a Basic login.
  HttpResponse<String> post(Sources.Opened to, String path, String body) {
    return post(path, body, "Authorization", basic(to.key()));
  }

  static String basic(String key) {
    return "Basic "
        + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
  }

  static byte[] gzip(String text) {
    var out = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(out)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// The kinds of what a source sent, in the order of the journal.
  List<String> kinds(Sources.Opened of) {
    return jdbc.sql("SELECT kind FROM activity.event WHERE source = ? ORDER BY position")
        .param(of.source().id())
        .query(String.class)
        .list();
  }

  List<Map<String, Object>> rows(Sources.Opened of) {
    return jdbc.sql(
            """
            SELECT kind, person, visitor, happened_at, recorded_at, body::text AS body
            FROM activity.event WHERE source = ? ORDER BY position
            """)
        .param(of.source().id())
        .query()
        .listOfRows();
  }

  /// One value out of the body of what a source sent last.
  String said(Sources.Opened of, String... path) {
    return jdbc.sql(
            "SELECT body #>> ? FROM activity.event WHERE source = ? ORDER BY position DESC LIMIT 1")
        .param(path)
        .param(of.source().id())
        .query(String.class)
        .optional()
        .orElse("");
  }

  /// How long before its arrival the last event happened.
  Duration age(Sources.Opened of) {
    return jdbc.sql(
            """
            SELECT happened_at, recorded_at FROM activity.event
            WHERE source = ? ORDER BY position DESC LIMIT 1
            """)
        .param(of.source().id())
        .query((row, number) ->
            Duration.between(
                row.getTimestamp("happened_at").toInstant(),
                row.getTimestamp("recorded_at").toInstant()))
        .single();
  }

  UUID person(Sources.Opened of) {
    return jdbc.sql(
            "SELECT person FROM activity.event WHERE source = ? ORDER BY position DESC LIMIT 1")
        .param(of.source().id())
        .query(UUID.class)
        .single();
  }
}
