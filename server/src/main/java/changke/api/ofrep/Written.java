package changke.api.ofrep;

import changke.trials.Answer;
import changke.trials.Trials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Answers as the protocol writes them: a value is always there and never null, and a variant only
/// where one was chosen.
final class Written {

  private Written() {}

  static String one(Answer answer) {
    var variant = answer.variant().isEmpty() ? "" : ",\"variant\":" + text(answer.variant());
    return "{\"key\":"
        + text(answer.key())
        + ",\"reason\":\""
        + answer.why()
        + "\""
        + variant
        + ",\"value\":"
        + answer.value()
        + ",\"metadata\":{\"version\":"
        + answer.version()
        + "}}";
  }

  static String all(Trials.Everything everything) {
    return Stream.concat(
            everything.answers().stream().map(Written::one),
            everything.nameless().stream().map(key -> nameless(key).json()))
        .collect(Collectors.joining(",", "{\"flags\":[", "]}"));
  }

  static Problem nameless(String key) {
    return new Problem(key, Problem.Code.TARGETING_KEY_MISSING, "the context has no targetingKey");
  }

  /// Strong: another edition of the flags, another context or another result is another tag.
  static String tag(long number, Question question, String results) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((number + "\n" + question.canonical() + "\n").getBytes(StandardCharsets.UTF_8));
      var hash = digest.digest(results.getBytes(StandardCharsets.UTF_8));
      return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether a client has that one already, by its `If-None-Match`.
  static boolean isKnown(@Nullable String header, String tag) {
    return header != null
        && Stream.of(header.split(",", -1))
            .map(String::strip)
            .map(one -> one.startsWith("W/") ? one.substring(2) : one)
            .anyMatch(one -> one.equals(tag) || one.equals("*"));
  }

  private static String text(String value) {
    return JsonMapper.shared().writeValueAsString(value);
  }
}
