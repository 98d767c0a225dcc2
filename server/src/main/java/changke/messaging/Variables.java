package changke.messaging;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The variables of a letter, as text by name.
final class Variables {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Variables() {}

  /// The components of the record, each as its text.
  static Map<String, String> of(Letter letter) {
    var variables = new TreeMap<String, String>();
    for (var component : letter.getClass().getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        variables.put(component.getName(), String.valueOf(accessor.invoke(letter)));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(e);
      }
    }
    return variables;
  }

  static String write(Map<String, String> variables) {
    return JSON.writeValueAsString(variables);
  }

  static Map<String, String> read(String json) {
    return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
  }
}
