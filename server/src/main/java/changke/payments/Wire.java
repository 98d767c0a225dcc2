package changke.payments;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Talks to providers over HTTP: forms out, flat JSON back. What it throws never quotes the
/// address' query, because some protocols carry a key in it.
@Component
class Wire {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?");
  private static final int LONGEST_ANSWER = 256 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final JsonMapper json;

  Wire(JsonMapper json) {
    this.json = json;
  }

  Map<String, String> post(String address, Map<String, String> fields) {
    return send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
  }

  Map<String, String> get(String address, Map<String, String> fields) {
    return send(HttpRequest.newBuilder(URI.create(address + "?" + form(fields))).GET());
  }

  /// What any address answered.
  record Reply(int status, Map<String, List<String>> headers, String body) {

    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  /// Sends what a provider's own library has written; a null body is none.
  Reply send(String method, URI address, Map<String, String> headers, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request.build());
  }

  /// The origin of an address, or none when it is no address on the web.
  static Set<String> origin(String address) {
    var found = ORIGIN.matcher(address);
    return found.lookingAt() ? Set.of(found.group()) : Set.of();
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Map<String, String> send(HttpRequest.Builder builder) {
    var request = builder.timeout(PATIENCE).build();
    var host = request.uri().getHost();
    var reply = send(request);
    if (reply.status() != 200) {
      throw new ProviderException(host + " answers " + reply.status());
    }
    try {
      return flat(reply.body());
    } catch (JacksonException e) {
      throw new ProviderException(host + " answers with something that is not JSON");
    }
  }

  /// The patience covers the body as well, which the request's own time-out does not.
  private Reply send(HttpRequest request) {
    var host = request.uri().getHost();
    var answer =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST_ANSWER));
    try {
      var response = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(response.statusCode(), response.headers().map(), response.body());
    } catch (ExecutionException e) {
      var why = e.getCause() == null ? e : e.getCause();
      throw new ProviderException(host + " does not answer: " + why.getClass().getSimpleName());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ProviderException(host + " does not answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException(host + " was not waited for", e);
    }
  }

  private Map<String, String> flat(String text) {
    var fields = new HashMap<String, String>();
    json.readTree(text)
        .properties()
        .forEach(entry -> {
          if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
            fields.put(entry.getKey(), entry.getValue().asString());
          }
        });
    return fields;
  }
}
