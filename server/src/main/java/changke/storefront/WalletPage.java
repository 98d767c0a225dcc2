package changke.storefront;

import changke.pages.Page;
import changke.payments.Channel;
import changke.payments.Charge;
import changke.payments.WalletLine;
import changke.payments.Withdrawal;
import changke.shared.Money;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A member's balance: what is there, how more comes in, how it goes out, and where it went.
/// `topUp` is one that the member came back from and that is not known to be paid.
record WalletPage(
    Front front,
    Money available,
    Money held,
    Money least,
    Money most,
    List<Channel> channels,
    @Nullable Charge topUp,
    List<Withdrawal> withdrawals,
    List<WalletLine> lines)
    implements Page {

  private static final Set<String> KNOWN =
      Set.of("charge-paid", "refund", "withdrawal", "surplus-credited", "correction", "settlement");

  /// The word for a line; a top-up and a purchase differ by their sign.
  String word(WalletLine line) {
    if (line.kind().equals("charge-paid")) {
      return line.amount().isPositive() ? "wallet.line.top-up" : "wallet.line.purchase";
    }
    return "wallet.line." + (KNOWN.contains(line.kind()) ? line.kind() : "other");
  }
}
