package changke.backoffice.people;

import changke.identity.Approval;
import changke.pages.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Acts that wait for a second operator.
record ApprovalsPage(List<Approval> waiting) implements Page {

  /// Where the thing that an approval is about can be looked at.
  @Nullable String link(Approval approval) {
    var words = approval.about().split(" ");
    var money = "/backoffice/payments/";
    return switch (words[0]) {
      case "channel" -> money + "channels/" + words[1];
      case "correction" -> money + "corrections?q=" + words[1];
      case "refund" -> money + "refunds?state=by-hand";
      case "surplus" -> money + "surplus";
      case "withdrawal" -> money + "withdrawals/" + words[1];
      default -> null;
    };
  }
}
