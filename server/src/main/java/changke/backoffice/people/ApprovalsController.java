package changke.backoffice.people;

import changke.identity.Allowed;
import changke.identity.Approvals;
import changke.identity.Person;
import changke.identity.Who;
import changke.pages.Redirect;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where the second operator says yes or no. The act itself says which right that needs.
@Controller
@Allowed(Who.OPERATOR)
class ApprovalsController {

  private static final String PATH = "/backoffice/approvals";

  private final Approvals approvals;

  ApprovalsController(Approvals approvals) {
    this.approvals = approvals;
  }

  @GetMapping(PATH)
  ApprovalsPage waiting() {
    return new ApprovalsPage(approvals.waiting());
  }

  @PostMapping(PATH + "/{approval}")
  @Allowed(value = Who.OPERATOR, fresh = true)
  Redirect decide(@PathVariable UUID approval, @RequestParam boolean yes, Person by) {
    return Redirect.to(PATH)
        .saying(
            switch (approvals.decide(by.id(), approval, yes)) {
              case DONE -> yes ? "security.approvals.granted" : "security.approvals.refused";
              case YOUR_OWN -> "security.approvals.own";
              case NOT_YOUR_RIGHT -> "security.operators.notYours";
              case GONE -> "security.approvals.gone";
            });
  }
}
