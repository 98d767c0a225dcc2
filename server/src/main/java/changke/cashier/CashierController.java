package changke.cashier;

import changke.identity.Allowed;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page on which the buyer pays, with no money moving.
@Controller
@Allowed(Who.EVERYONE)
class CashierController {

  private final Cashier cashier;

  CashierController(Cashier cashier) {
    this.cashier = cashier;
  }

  @GetMapping("/cashier/{tradeNo}")
  CashierPage show(@PathVariable String tradeNo) {
    return new CashierPage(cashier.find(tradeNo).orElseThrow(NotFoundException::new));
  }

  /// A trade that waits no more changes nothing; the buyer goes back to the shop all the same.
  @PostMapping("/cashier/{tradeNo}/pay")
  Redirect pay(
      @PathVariable String tradeNo,
      @RequestParam(defaultValue = "1") int copies,
      @RequestParam(defaultValue = "0") int delay,
      @RequestParam(defaultValue = "false") boolean lose,
      @RequestParam(defaultValue = "false") boolean reorder,
      @RequestParam(defaultValue = "false") boolean forge) {
    var trade = cashier.find(tradeNo).orElseThrow(NotFoundException::new);
    cashier.pay(tradeNo, new Behaviour(copies, delay, lose, reorder, forge));
    return Redirect.to(trade.returnUrl());
  }
}
