package changke.engine.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Known answers, read from the test resources.
final class Vectors {

  private Vectors() {}

  static JsonNode read(String name) {
    try (var in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
      if (in == null) throw new IllegalStateException("no such vectors: " + name);
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
