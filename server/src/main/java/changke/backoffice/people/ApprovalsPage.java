package changke.backoffice.people;

import changke.identity.Approval;
import changke.pages.Page;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Acts that wait for a second operator.
record ApprovalsPage(List<Approval> waiting) implements Page {

  private static final Set<String> KNOWN =
      Set.of("channel.change", "balance.correct", "refund.by-hand", "surplus.credit");

  /// The word for what is asked for.
  String word(Approval approval) {
    return "security.approvals.what."
        + (KNOWN.contains(approval.what()) ? approval.what() : "other");
  }

  /// What it is about, with ids cut to what is needed to tell two apart.
  String about(Approval approval) {
    return approval
        .about()
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{6}([0-9a-f]{6})", "…$2");
  }

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
