package changke.backoffice;

import changke.identity.Allowed;
import changke.identity.Who;
import changke.pages.Redirect;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The operators' first page: retention first.
@Controller
@Allowed(Who.OPERATOR)
class HomeController {

  @GetMapping("/backoffice")
  Redirect home() {
    return Redirect.to("/backoffice/console");
  }
}
