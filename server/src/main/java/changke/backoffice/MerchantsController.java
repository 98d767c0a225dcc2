package changke.backoffice;

import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Role;
import changke.identity.Who;
import changke.merchants.Application;
import changke.merchants.Merchants;
import changke.merchants.Reviewed;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.MerchantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Review of applications, and the shops that came of them.
@Controller
@Allowed(Who.OPERATOR)
class MerchantsController {

  private static final String LIST = "/backoffice/merchants";

  private final Merchants merchants;
  private final Identity identity;
  private final Audit audit;

  MerchantsController(Merchants merchants, Identity identity, Audit audit) {
    this.audit = audit;
    this.merchants = merchants;
    this.identity = identity;
  }

  @GetMapping(LIST)
  MerchantsPage list(@RequestParam(defaultValue = "0") int page) {
    var waiting = merchants.waiting(0);
    return new MerchantsPage(waiting, names(waiting.rows()), merchants.shops(Math.max(page, 0)));
  }

  /// The shop opens and its owner gets the merchants' door, both or neither.
  @PostMapping(LIST + "/{application}/approve")
  @Allowed(value = Who.OPERATOR, right = Right.MERCHANTS_REVIEW)
  @Transactional
  Redirect approve(@PathVariable UUID application, Person operator) {
    var applicant = found(application).applicant();
    return switch (merchants.approve(application, operator.id())) {
      case Reviewed.Opened opened -> {
        identity.grant(applicant, Role.MERCHANT);
        audit.note(operator.id(), "merchant.opened", "merchant " + opened.shop().id());
        yield Redirect.to(LIST).saying("backoffice.merchants.opened");
      }
      case Reviewed.Refused refused -> Redirect.to(LIST).saying("backoffice.merchants.decided");
      case Reviewed.NotOpen gone -> Redirect.to(LIST).saying("backoffice.merchants.decided");
      case Reviewed.SlugTaken taken -> Redirect.to(LIST).saying("backoffice.merchants.slugTaken");
    };
  }

  @PostMapping(LIST + "/{application}/refuse")
  @Allowed(value = Who.OPERATOR, right = Right.MERCHANTS_REVIEW)
  Redirect refuse(@PathVariable UUID application, @RequestParam String reason, Person operator) {
    found(application);
    if (reason.isBlank() || reason.length() > 500) {
      return Redirect.to(LIST).saying("backoffice.merchants.reasonNeeded");
    }
    merchants.refuse(application, operator.id(), reason);
    audit.note(operator.id(), "merchant.refused", "application " + application);
    return Redirect.to(LIST).saying("backoffice.merchants.refused");
  }

  @PostMapping(LIST + "/{merchant}/close")
  @Allowed(value = Who.OPERATOR, right = Right.MERCHANTS_REVIEW)
  Redirect close(@PathVariable UUID merchant, @RequestParam String reason, Person operator) {
    var id = shop(merchant);
    if (reason.isBlank() || reason.length() > 500) {
      return Redirect.to(LIST).saying("backoffice.merchants.reasonNeeded");
    }
    merchants.close(id, operator.id(), reason);
    audit.note(operator.id(), "merchant.closed", "merchant " + id);
    return Redirect.to(LIST).saying("backoffice.merchants.closed");
  }

  @PostMapping(LIST + "/{merchant}/reopen")
  @Allowed(value = Who.OPERATOR, right = Right.MERCHANTS_REVIEW)
  Redirect reopen(@PathVariable UUID merchant, Person operator) {
    var id = shop(merchant);
    merchants.reopen(id);
    audit.note(operator.id(), "merchant.reopened", "merchant " + id);
    return Redirect.to(LIST).saying("backoffice.merchants.reopened");
  }

  private Application found(UUID application) {
    return merchants.application(application).orElseThrow(NotFoundException::new);
  }

  private MerchantId shop(UUID merchant) {
    var id = new MerchantId(merchant);
    return merchants.shop(id).map(shop -> id).orElseThrow(NotFoundException::new);
  }

  private Map<Application, String> names(Iterable<Application> applications) {
    var names = new LinkedHashMap<Application, String>();
    for (var application : applications) {
      names.put(application, identity.find(application.applicant()).map(Person::name).orElse("?"));
    }
    return names;
  }
}
