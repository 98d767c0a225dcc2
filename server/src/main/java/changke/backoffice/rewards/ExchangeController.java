package changke.backoffice.rewards;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.rewards.Drafts;
import changke.rewards.Exchanges;
import changke.rewards.Studio;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What points can be exchanged for, and what can be turned into points, at published rates.
@Controller
@Allowed(Who.OPERATOR)
class ExchangeController {

  private static final String PATH = "/backoffice/rewards/exchange";

  private final Exchanges exchanges;
  private final Studio studio;
  private final Catalog catalog;

  ExchangeController(Exchanges exchanges, Studio studio, Catalog catalog) {
    this.exchanges = exchanges;
    this.studio = studio;
    this.catalog = catalog;
  }

  @GetMapping(PATH)
  ExchangePage exchange() {
    return page(Map.of(), List.of());
  }

  @PostMapping(PATH)
  Object save(@RequestParam Map<String, String> fields, Person operator) {
    var drafts = drafts(fields, operator);
    var draft = drafts.exchange();
    var unfit =
        drafts.unreadable().isEmpty()
            ? exchanges.put(draft, operator.id().toString())
            : drafts.unreadable();
    return unfit.isEmpty() ? saved() : page(fields, unfit);
  }

  @PostMapping(PATH + "/end")
  Redirect end(@RequestParam String key) {
    exchanges.end(key);
    return Redirect.to(PATH).saying("rewards.studio.ended");
  }

  @PostMapping(PATH + "/rates")
  Object rate(@RequestParam Map<String, String> fields, Person operator) {
    var drafts = drafts(fields, operator);
    var draft = drafts.rate();
    var unfit = drafts.unreadable().isEmpty() ? exchanges.put(draft) : drafts.unreadable();
    return unfit.isEmpty() ? saved() : page(fields, unfit);
  }

  @PostMapping(PATH + "/rates/end")
  Redirect endRate(@RequestParam String key) {
    exchanges.endRate(key);
    return Redirect.to(PATH).saying("rewards.studio.ended");
  }

  private static Redirect saved() {
    return Redirect.to(PATH).saying("rewards.studio.saved");
  }

  private Drafts drafts(Map<String, String> fields, Person operator) {
    return new Drafts(fields, catalog.currency(), operator.zone(), studio.now());
  }

  private ExchangePage page(Map<String, String> fields, List<String> unfit) {
    return new ExchangePage(
        exchanges.offered().stream()
            .map(one -> new ExchangePage.Line(one, studio.plain(one)))
            .toList(),
        exchanges.rates().stream()
            .map(one -> new ExchangePage.RateLine(one, studio.plain(one)))
            .toList(),
        studio.terms().stream().filter(one -> one.merchant() == null).toList(),
        fields,
        unfit);
  }
}
