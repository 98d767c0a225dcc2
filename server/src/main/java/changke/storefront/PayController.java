package changke.storefront;

import changke.identity.Allowed;
import changke.identity.QrPicture;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.payments.Charge;
import changke.payments.ChargeId;
import changke.payments.ChargeState;
import changke.payments.Payments;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Where codes are scanned. Whoever knows the charge's id sees what is to be paid and nothing else.
@Controller
@Allowed(Who.EVERYONE)
class PayController {

  private final Payments payments;

  PayController(Payments payments) {
    this.payments = payments;
  }

  @GetMapping("/pay/{id}")
  Object show(@PathVariable UUID id, Front front) {
    var charge = found(id);
    var code = charge.payCode();
    return charge.state() == ChargeState.OPEN && code != null
        ? new PayPage(front, charge, QrPicture.of(code))
        : Redirect.to(charge.returnPath());
  }

  /// When it is paid or closed, the browser goes on to where the charge belongs.
  @GetMapping("/pay/{id}/live")
  PayLivePage live(@PathVariable UUID id, HttpServletResponse response) {
    var charge = found(id);
    if (charge.state() != ChargeState.OPEN) {
      response.setHeader("HX-Redirect", charge.returnPath());
    }
    return new PayLivePage(charge);
  }

  private Charge found(UUID id) {
    return payments.find(new ChargeId(id)).orElseThrow(NotFoundException::new);
  }
}
