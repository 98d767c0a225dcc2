package changke.api.ofrep;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Why there is no value, as the protocol writes it.
///
/// @param key of the flag; null when the question was about all of them
record Problem(@Nullable String key, Code code, String details) {

  /// The protocol's words for what went wrong.
  enum Code {
    PARSE_ERROR,
    TARGETING_KEY_MISSING,
    INVALID_CONTEXT,
    FLAG_NOT_FOUND,
    GENERAL
  }

  String json() {
    var node = JsonMapper.shared().createObjectNode();
    if (key != null) {
      node.put("key", key);
    }
    return node.put("errorCode", code.name()).put("errorDetails", details).toString();
  }
}
