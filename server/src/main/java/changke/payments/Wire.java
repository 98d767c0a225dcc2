package changke.payments;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Talks to providers over HTTP: forms out, flat JSON back. What it throws never quotes the
/// address' query, because some protocols carry a key in it.
@Component
class Wire {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
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
    try {
      var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        var text = body.readNBytes(LONGEST_ANSWER);
        if (response.statusCode() != 200) {
          throw new ProviderException(host + " answers " + response.statusCode());
        }
        return flat(text);
      }
    } catch (JacksonException e) {
      throw new ProviderException(host + " answers with something that is not JSON");
    } catch (IOException e) {
      throw new ProviderException(host + " does not answer: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException(host + " was not waited for", e);
    }
  }

  private Map<String, String> flat(byte[] text) {
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
