package changke.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody with cookies who sends forms; redirects are not followed.
final class Browser {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final String BOUNDARY = "one-part-ends-here";

  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final String house;

  Browser(String house) {
    this.house = house;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(house + path)).header("Accept", "text/html").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, Map<String, String> fields)
      throws IOException, InterruptedException {
    var form =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        path,
        "application/x-www-form-urlencoded",
        HttpRequest.BodyPublishers.ofString(form),
        token());
  }

  /// The token that forms carry; one serves for all of a session.
  String token() throws IOException, InterruptedException {
    var found = TOKEN.matcher(get("/sign-in").body());
    if (!found.find()) {
      throw new IllegalStateException("the sign-in page has no token");
    }
    return found.group(1);
  }

  /// Sends a form with a file; the token is fetched before, so that the answer's time is the
  /// upload's alone.
  HttpResponse<String> upload(
      String path, Map<String, String> fields, String name, byte[] file, String token)
      throws IOException, InterruptedException {
    var parts = new ArrayList<byte[]>();
    fields.forEach(
        (field, value) -> parts.add(bytes(part("name=\"" + field + "\"") + value + "\r\n")));
    parts.add(bytes(part("name=\"" + name + "\"; filename=\"" + name + ".txt\"")));
    parts.add(file);
    parts.add(bytes("\r\n--" + BOUNDARY + "--\r\n"));
    return send(
        path,
        "multipart/form-data; boundary=" + BOUNDARY,
        HttpRequest.BodyPublishers.concat(
            parts.stream()
                .map(HttpRequest.BodyPublishers::ofByteArray)
                .toArray(HttpRequest.BodyPublisher[]::new)),
        token);
  }

  private HttpResponse<String> send(
      String path, String type, HttpRequest.BodyPublisher body, String token)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(house + path))
            .header("Accept", "text/html")
            .header("Content-Type", type)
            .header("X-XSRF-TOKEN", token)
            .POST(body)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static void demand(HttpResponse<String> answer, int... statuses) {
    if (Arrays.stream(statuses).anyMatch(status -> status == answer.statusCode())) {
      return;
    }
    throw new IllegalStateException(
        answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
  }

  private static String part(String disposition) {
    return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
