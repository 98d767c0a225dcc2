package changke.storefront;

import changke.counter.Answers;
import changke.identity.Allowed;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.orders.Complaining;
import changke.orders.Complaint;
import changke.orders.Disputes;
import changke.orders.Order;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.vault.CardId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
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

/// A buyer says that something is wrong, and talks about it with the shop and the operators.
@Controller
@RequestMapping("/orders/{number}/complaints")
@Allowed(Who.EVERYONE)
class ComplaintController {

  private final Disputes disputes;
  private final OrderDoor door;

  ComplaintController(Disputes disputes, OrderDoor door) {
    this.disputes = disputes;
    this.door = door;
  }

  @PostMapping
  Redirect complain(
      @PathVariable String number,
      @RequestParam int position,
      @RequestParam(required = false) @Nullable UUID card,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable List<MultipartFile> pictures,
      Visitor visitor,
      HttpServletRequest request)
      throws IOException {
    var order = door.own(number, visitor, request);
    var party = OrderDoor.party(order, visitor);
    var bad = card == null ? null : new CardId(card);
    var result = disputes.complain(order.id(), position, bad, party, text, Answers.files(pictures));
    return said(order, result);
  }

  @PostMapping("/{id}/say")
  Redirect say(
      @PathVariable String number,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable List<MultipartFile> pictures,
      Visitor visitor,
      HttpServletRequest request)
      throws IOException {
    var order = door.own(number, visitor, request);
    var party = OrderDoor.party(order, visitor);
    return said(order, disputes.say(of(order, id).id(), party, text, Answers.files(pictures)));
  }

  @PostMapping("/{id}/escalate")
  Redirect escalate(
      @PathVariable String number,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String text,
      Visitor visitor,
      HttpServletRequest request) {
    var order = door.own(number, visitor, request);
    var party = OrderDoor.party(order, visitor);
    return said(order, disputes.escalate(of(order, id).id(), party, text));
  }

  @PostMapping("/{id}/withdraw")
  Redirect withdraw(
      @PathVariable String number,
      @PathVariable UUID id,
      Visitor visitor,
      HttpServletRequest request) {
    var order = door.own(number, visitor, request);
    return said(order, disputes.withdraw(of(order, id).id(), OrderDoor.party(order, visitor)));
  }

  @GetMapping("/{id}/pictures/{picture}")
  ResponseEntity<byte[]> picture(
      @PathVariable String number,
      @PathVariable UUID id,
      @PathVariable UUID picture,
      Visitor visitor,
      HttpServletRequest request) {
    var complaint = of(door.own(number, visitor, request), id);
    var shown = disputes.picture(complaint.id(), picture).orElseThrow(NotFoundException::new);
    return Answers.picture(shown);
  }

  private Complaint of(Order order, UUID id) {
    return disputes
        .find(id)
        .filter(complaint -> complaint.order().equals(order.id()))
        .orElseThrow(NotFoundException::new);
  }

  private static Redirect said(Order order, Complaining result) {
    var back = Redirect.to("/orders/" + order.number() + "#complaints");
    return back.saying(Answers.word(result));
  }
}
