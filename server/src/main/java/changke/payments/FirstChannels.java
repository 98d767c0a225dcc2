package changke.payments;

import changke.platform.Keys;
import changke.shared.Words;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/// The channels that are there from the start: balance everywhere, the sandbox cashier only where
/// nobody can lose anything, on the embedded database or when `changke.sandbox.enabled` says so.
@Component
public class FirstChannels implements ApplicationRunner {

  public static final ChannelId WALLET = ChannelId.of("00000000-0000-7000-8000-000000000001");
  public static final ChannelId SANDBOX = ChannelId.of("00000000-0000-7000-8000-000000000002");

  /// The sandbox's number for this shop.
  public static final String SANDBOX_PID = "changke";

  private final Payments payments;
  private final Keys keys;
  private final boolean sandbox;

  FirstChannels(
      Payments payments,
      Keys keys,
      @Value("${changke.sandbox.enabled:${changke.embedded:false}}") boolean sandbox) {
    this.payments = payments;
    this.keys = keys;
    this.sandbox = sandbox;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    var balance = new Words("余额", "Balance");
    payments.open(
        new Channel(WALLET, Channel.WALLET, balance, null, Map.of(), true), Map.of(), "house", "");
    if (sandbox) {
      var name = new Words("沙盒收银台", "Sandbox cashier");
      payments.open(
          new Channel(SANDBOX, SandboxProvider.NAME, name, null, Map.of(), true),
          Map.of("pid", SANDBOX_PID, "key", sandboxKey(keys)),
          "house",
          "");
    }
    payments.enable(SANDBOX, sandbox);
  }

  /// The key that shop and sandbox share, derived on both sides from the same file.
  public static String sandboxKey(Keys keys) {
    return HexFormat.of().formatHex(keys.derive("sandbox cashier"));
  }
}
