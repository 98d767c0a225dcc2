package changke.api.ofrep;

import changke.activity.Source;
import changke.trials.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a program sent about whom it asks.
///
/// @param context everything, by its name
record Question(Map<String, Object> context) {

  /// The most that a question may be, in bytes.
  static final int LARGEST = 256 << 10;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private static final TypeReference<TreeMap<String, Object>> CONTEXT = new TypeReference<>() {};

  /// A question, or why it is none.
  sealed interface Read {
    record Fine(Question question) implements Read {}

    record Unfit(Problem.Code code, String details) implements Read {}
  }

  /// Reads a body; an empty one asks about nobody.
  static Read read(byte[] body) {
    if (body.length > LARGEST) {
      return new Read.Unfit(Problem.Code.PARSE_ERROR, "more than 256 kB");
    }
    try {
      var root =
          JSON.readTree(
              body.length == 0 ? "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8) : body);
      var context = root.get("context");
      if (!root.isObject()) {
        return new Read.Unfit(Problem.Code.PARSE_ERROR, "not an object");
      }
      if (context == null) {
        return new Read.Fine(new Question(Map.of()));
      }
      if (!context.isObject()) {
        return new Read.Unfit(Problem.Code.INVALID_CONTEXT, "the context is not an object");
      }
      var key = context.get("targetingKey");
      if (key != null && !key.isString()) {
        return new Read.Unfit(Problem.Code.INVALID_CONTEXT, "the targeting key is not a text");
      }
      var all = JSON.convertValue(context, CONTEXT);
      all.values().removeIf(java.util.Objects::isNull);
      return new Read.Fine(new Question(all));
    } catch (JacksonException e) {
      return new Read.Unfit(Problem.Code.PARSE_ERROR, "not JSON");
    }
  }

  /// Whom it is about. Only a server that names our own people is told about them: whoever asks
  /// with a public key could name anybody.
  Subject subject(Source source) {
    var key = context.get("targetingKey") instanceof String text ? text : "";
    var known =
        source.kind() == Source.Kind.SERVER && source.ourPeople()
            ? person(key).map(id -> new Subject.Who(id, true))
            : Optional.<Subject.Who>empty();
    return new Subject(key, known, context);
  }

  /// The same text for the same context, however its members were ordered.
  String canonical() {
    return JSON.writeValueAsString(context);
  }

  private static Optional<UUID> person(String key) {
    try {
      return key.length() == 36 ? Optional.of(UUID.fromString(key)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
