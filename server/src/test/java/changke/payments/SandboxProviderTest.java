package changke.payments;

import changke.shared.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class SandboxProviderTest extends ProviderSuite {

  private static final Map<String, String> KEYS =
      Map.of(OURS, "the key of this very channel", THEIRS, "another key");

  @Override
  Channel open(String merchant, String whose) {
    return opened(
        "sandbox", Map.of(), Map.of("pid", merchant, "key", KEYS.getOrDefault(whose, "")));
  }

  /// Written down without asking the cashier, which shares its key with the first channel only.
  @Override
  Charge charged(Channel with) {
    var charge =
        new Charge(
            new ChargeId(ids.next()),
            with.id(),
            "REF" + ids.next(),
            "test",
            ids.next(),
            null,
            "VIP月卡 x1",
            Money.of(990, "CNY"),
            "/orders/x",
            ChargeState.NEW,
            null,
            null,
            null,
            null,
            clock.instant(),
            clock.instant().plus(Duration.ofMinutes(30)),
            null);
    charges.insert(charge, clock.instant().plus(Duration.ofDays(1)));
    charges.open(charge.id(), Invitation.to("/cashier/x"));
    return charge;
  }

  @Override
  Message write(Told told) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("pid", told.merchant());
    fields.put("trade_no", told.tradeNo());
    fields.put("out_trade_no", told.reference());
    fields.put("amount", told.amount());
    fields.put("currency", told.currency());
    fields.put("status", told.paid() ? "paid" : "waiting");
    fields.put("at", "1767225600");
    var key = KEYS.getOrDefault(told.key(), "");
    var text = Signatures.canonical(fields);
    fields.put("sign", key.isEmpty() ? Signatures.md5(text) : Signatures.hmacSha256(text, key));
    return Message.form(fields);
  }

  @Override
  List<Message> spoiled(Message genuine) {
    var all = new ArrayList<Message>();
    for (var name : genuine.fields().keySet()) {
      var changed = new HashMap<>(genuine.fields());
      changed.put(name, changed.getOrDefault(name, "") + "1");
      all.add(Message.form(changed));
      var gone = new HashMap<>(genuine.fields());
      gone.remove(name);
      all.add(Message.form(gone));
    }
    var more = new HashMap<>(genuine.fields());
    more.put("extra", "1");
    all.add(Message.form(more));
    return all;
  }

  @Override
  String amount(long minor) {
    return String.valueOf(minor);
  }

  @Override
  boolean saysCurrency() {
    return true;
  }
}
