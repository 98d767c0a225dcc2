package changke.workbench;

import changke.counter.Answers;
import changke.counter.ComplaintCsv;
import changke.identity.Allowed;
import changke.identity.Who;
import changke.orders.Complaining;
import changke.orders.Complaint;
import changke.orders.ComplaintLists;
import changke.orders.ComplaintSearch;
import changke.orders.Disputes;
import changke.orders.Orders;
import changke.orders.Party;
import changke.orders.Side;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.Slice;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// What buyers say is wrong: answered, replaced, refunded, or handed to the operators.
@Controller
@RequestMapping("/workbench/{shop}/complaints")
@Allowed(Who.MERCHANT)
class ComplaintsController {

  private static final List<String> ACTS =
      List.of("say", "decline", "replace", "refund", "escalate");
  private static final int LAST_PAGE = 1000;
  private static final int MOST_AT_ONCE = 50;
  private static final int ROWS_IN_CSV = 5_000;

  private final Disputes disputes;
  private final ComplaintLists lists;
  private final Orders orders;

  ComplaintsController(Disputes disputes, ComplaintLists lists, Orders orders) {
    this.disputes = disputes;
    this.lists = lists;
    this.orders = orders;
  }

  @GetMapping
  ComplaintsPage list(
      Desk desk,
      @RequestParam(defaultValue = "MERCHANT") ComplaintSearch.Which which,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "0") int page) {
    var found =
        lists.ofMerchant(
            desk.merchant(), which, text, Math.clamp(page, 0, LAST_PAGE), Slice.DEFAULT_SIZE);
    return new ComplaintsPage(desk, which, text, found);
  }

  @GetMapping("/list.csv")
  ResponseEntity<String> csv(
      Desk desk,
      @RequestParam(defaultValue = "OPEN") ComplaintSearch.Which which,
      @RequestParam(defaultValue = "") String text) {
    var rows = lists.ofMerchant(desk.merchant(), which, text, 0, ROWS_IN_CSV).rows();
    return ComplaintCsv.forMerchants(rows);
  }

  @GetMapping("/{id}")
  ComplaintPage show(Desk desk, @PathVariable UUID id) {
    var complaint = own(desk, id);
    var order = orders.ofMerchant(desk.merchant(), complaint.order());
    return new ComplaintPage(
        desk, order.orElseThrow(NotFoundException::new), disputes.talk(complaint, Side.MERCHANT));
  }

  @PostMapping("/{id}/{act}")
  Redirect act(
      Desk desk,
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable List<MultipartFile> pictures)
      throws IOException {
    if (!ACTS.contains(act)) {
      throw new NotFoundException();
    }
    var complaint = own(desk, id);
    var result = act(complaint, Party.merchant(desk.person()), act, text, Answers.files(pictures));
    return Redirect.to(desk.path("/complaints/" + id)).saying(Answers.word(result));
  }

  /// The same for several at once; what cannot be done is left as it is.
  @PostMapping("/bulk")
  Redirect bulk(
      Desk desk,
      @RequestParam(defaultValue = "") List<UUID> ids,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "") String text) {
    if (!act.equals("replace") && !act.equals("refund")) {
      throw new NotFoundException();
    }
    var party = Party.merchant(desk.person());
    var undone =
        ids.stream()
            .limit(MOST_AT_ONCE)
            .map(id -> act(own(desk, id), party, act, text, List.of()))
            .filter(result -> !(result instanceof Complaining.Decided))
            .count();
    return Redirect.to(desk.path("/complaints"))
        .saying(undone == 0 ? "orders.complaint.allDone" : "orders.complaint.someDone");
  }

  @GetMapping("/{id}/pictures/{picture}")
  ResponseEntity<byte[]> picture(Desk desk, @PathVariable UUID id, @PathVariable UUID picture) {
    var shown = disputes.picture(own(desk, id).id(), picture).orElseThrow(NotFoundException::new);
    return Answers.picture(shown);
  }

  private Complaining act(
      Complaint complaint, Party by, String act, String text, List<byte[]> pictures) {
    return switch (act.toLowerCase(Locale.ROOT)) {
      case "decline" -> disputes.decline(complaint.id(), by, text);
      case "replace" -> disputes.replace(complaint.id(), by, text);
      case "refund" -> disputes.refund(complaint.id(), by, text);
      case "escalate" -> disputes.escalate(complaint.id(), by, text);
      default -> disputes.say(complaint.id(), by, text, pictures);
    };
  }

  private Complaint own(Desk desk, UUID id) {
    return disputes
        .find(id)
        .filter(complaint -> complaint.merchant().equals(desk.merchant()))
        .orElseThrow(NotFoundException::new);
  }
}
