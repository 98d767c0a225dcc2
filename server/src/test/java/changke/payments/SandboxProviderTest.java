package changke.payments;

import changke.platform.Keys;
import changke.shared.Money;
import changke.shared.Words;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;

class SandboxProviderTest extends ProviderSuite {

  @Autowired Keys keys;
  @Autowired Charges charges;

  @Override
  Channel open(String pid, String key) {
    var channel =
        new Channel(
            new ChannelId(ids.next()), "sandbox", new Words("沙盒", "Sandbox"), null, Map.of(), true);
    payments.open(channel, Map.of("pid", pid, "key", key), "test", "127.0.0.1");
    return channel;
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
            clock.instant(),
            clock.instant().plus(Duration.ofMinutes(30)),
            null);
    charges.insert(charge, clock.instant().plus(Duration.ofDays(1)));
    charges.open(charge.id(), "/cashier/x");
    return charge;
  }

  @Override
  Map<String, String> genuine(Channel of, Charge charge, String tradeNo) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("pid", "1001");
    fields.put("trade_no", tradeNo);
    fields.put("out_trade_no", charge.reference());
    fields.put("amount", amount(charge.amount().minor()));
    fields.put("currency", "CNY");
    fields.put("status", "paid");
    fields.put("at", "1767225600");
    sign(fields, KEY);
    return fields;
  }

  @Override
  void sign(Map<String, String> fields, String key) {
    fields.remove("sign");
    fields.put(
        "sign",
        key.isEmpty()
            ? Signatures.md5(Signatures.canonical(fields))
            : Signatures.hmacSha256(Signatures.canonical(fields), key));
  }

  @Override
  String amountField() {
    return "amount";
  }

  @Override
  String amount(long minor) {
    return String.valueOf(minor);
  }

  @Override
  Map.Entry<String, String> waiting() {
    return Map.entry("status", "waiting");
  }
}
