package changke.payments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Providers whose notifications are fields with a `sign`.
abstract class FormSuite extends GatewaySuite {

  /// The fields, not signed yet.
  abstract Map<String, String> fields(Told told);

  /// The signature under a key; an empty name of a key signs with nothing.
  abstract String sign(Map<String, String> fields, String whose);

  /// What kind of signature it says it is, or nothing.
  abstract String signType();

  @Override
  Message write(Told told) {
    var fields = new LinkedHashMap<>(fields(told));
    fields.put("sign", sign(fields, told.key()));
    if (!signType().isEmpty()) {
      fields.put("sign_type", signType());
    }
    return Message.form(fields);
  }

  @Override
  List<Message> spoiled(Message genuine) {
    var all = new ArrayList<Message>();
    for (var name : genuine.fields().keySet()) {
      if (!name.equals("sign_type")) {
        var changed = new HashMap<>(genuine.fields());
        changed.put(name, changed.getOrDefault(name, "") + "1");
        all.add(Message.form(changed));
        var gone = new HashMap<>(genuine.fields());
        gone.remove(name);
        all.add(Message.form(gone));
      }
    }
    var more = new HashMap<>(genuine.fields());
    more.put("extra", "1");
    all.add(Message.form(more));
    var zeros = new HashMap<>(genuine.fields());
    zeros.put("sign", "0".repeat(genuine.fields().getOrDefault("sign", "").length()));
    all.add(Message.form(zeros));
    return all;
  }
}
