package changke.backoffice.payments;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.merchants.Merchants;
import changke.merchants.Shop;
import changke.pages.Redirect;
import changke.rewards.Tier;
import changke.settlement.CommissionRule;
import changke.settlement.CommissionRules;
import changke.shared.Ids;
import changke.shared.MerchantId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What the platform keeps of sales. Days are those of the operator's zone, the last one included.
@Controller
@Allowed(Who.OPERATOR)
class CommissionController {

  private static final String LIST = "/backoffice/payments/commission";

  private final CommissionRules rules;
  private final Merchants merchants;
  private final Catalog catalog;
  private final Desk desk;
  private final Ids ids;
  private final Clock clock;

  CommissionController(
      CommissionRules rules,
      Merchants merchants,
      Catalog catalog,
      Desk desk,
      Ids ids,
      Clock clock) {
    this.rules = rules;
    this.merchants = merchants;
    this.catalog = catalog;
    this.desk = desk;
    this.ids = ids;
    this.clock = clock;
  }

  @GetMapping(LIST)
  CommissionPage list(Person operator) {
    return page(Map.of(), null, operator);
  }

  @PostMapping(LIST)
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS, fresh = true)
  Object add(@RequestParam Map<String, String> fields, Person operator) {
    var shop = merchants.shop(fields.getOrDefault("shop", "").strip());
    var percent = fields.getOrDefault("percent", "").strip();
    if (!fields.getOrDefault("shop", "").isBlank() && shop.isEmpty()) {
      return page(fields, "payments.commission.unfit.SHOP", operator);
    }
    if (!percent.matches("[0-9]{1,3}([.][0-9]{1,2})?")) {
      return page(fields, "payments.commission.unfit.SHARE", operator);
    }
    var from = day(fields.getOrDefault("from", ""), operator, 0);
    var wanted =
        new CommissionRule(
            ids.next(),
            shop.map(Shop::id).orElse(null),
            blankToNull(fields.getOrDefault("category", "")),
            tier(fields.getOrDefault("tier", "")),
            new BigDecimal(percent).movePointRight(2).intValueExact(),
            clock.instant(),
            day(fields.getOrDefault("until", ""), operator, 1));
    var problem = rules.add(wanted, from, operator.id());
    return problem == null
        ? Redirect.to(LIST).saying("payments.commission.made")
        : page(fields, "payments.commission.unfit." + problem, operator);
  }

  @PostMapping(LIST + "/{rule}/end")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS, fresh = true)
  Redirect end(@PathVariable UUID rule, Person operator) {
    rules.end(rule, operator.id());
    return Redirect.to(LIST).saying("payments.commission.ended");
  }

  private CommissionPage page(
      Map<String, String> typed, @Nullable String problem, Person operator) {
    var all = rules.all();
    var shops =
        merchants.shops(
            all.stream()
                .map(CommissionRule::merchant)
                .filter(Objects::nonNull)
                .<MerchantId>map(Objects::requireNonNull)
                .collect(Collectors.toSet()));
    return new CommissionPage(
        desk.tabs("commission"),
        all,
        shops,
        catalog.categories().all(),
        typed,
        problem,
        operator.may(Right.SETTINGS));
  }

  private @Nullable Instant day(String text, Person operator, int plus) {
    try {
      return text.isBlank()
          ? null
          : LocalDate.parse(text).plusDays(plus).atStartOfDay(desk.zone(operator)).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable String tier(String text) {
    return Arrays.stream(Tier.values())
        .map(Tier::name)
        .filter(text::equals)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String blankToNull(String text) {
    return text.isBlank() ? null : text.strip();
  }
}
