package changke.payments;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an operator told a channel, checked field by field. Pure.
final class ChannelRules {

  private static final int LONGEST = 6000;

  private ChannelRules() {}

  /// The problems by field; empty when everything fits.
  static Map<String, String> problems(List<ChannelField> fields, Map<String, String> values) {
    var problems = new LinkedHashMap<String, String>();
    for (var field : fields) {
      var problem = problem(field, values.getOrDefault(field.name(), ""));
      if (problem != null) {
        problems.put(field.name(), problem);
      }
    }
    return problems;
  }

  /// The values in force with what was typed over them: a secret that is left blank stays, a
  /// setting that is left blank becomes the usual one. Settings carry their prefix.
  static Map<String, String> merged(
      List<ChannelField> fields, Map<String, String> sealed, Map<String, String> typed) {
    var all = new HashMap<String, String>();
    for (var field : fields) {
      var value = typed.getOrDefault(field.name(), "").strip();
      if (field.secret()) {
        all.put(field.name(), value.isEmpty() ? sealed.getOrDefault(field.name(), "") : value);
      } else {
        all.put(Provider.SETTING + field.name(), value.isEmpty() ? field.otherwise() : value);
      }
    }
    return all;
  }

  /// The same under the names of the fields.
  static Map<String, String> named(List<ChannelField> fields, Map<String, String> merged) {
    var all = new HashMap<String, String>();
    fields.forEach(field ->
        all.put(
            field.name(),
            merged.getOrDefault((field.secret() ? "" : Provider.SETTING) + field.name(), "")));
    return all;
  }

  private static @Nullable String problem(ChannelField field, String value) {
    if (value.isBlank()) {
      return field.needed() ? "missing" : null;
    }
    if (value.length() > LONGEST) {
      return "text";
    }
    return switch (field.shape()) {
      case LINE -> value.length() > 500 || value.chars().anyMatch(c -> c < ' ') ? "text" : null;
      case ADDRESS ->
          value.matches("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")
                  || value.matches(
                      "http://(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")
              ? null
              : "address";
      case CHOICE -> field.choices().contains(value) ? null : "choice";
      case PRIVATE_KEY -> reads(() -> RsaKeys.privateKey(value));
      case PUBLIC_KEY -> reads(() -> RsaKeys.publicKey(value));
    };
  }

  private static @Nullable String reads(Runnable reading) {
    try {
      reading.run();
      return null;
    } catch (ProviderException e) {
      return "key";
    }
  }
}
