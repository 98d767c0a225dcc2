package changke.backoffice.rewards;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.rewards.Coupons;
import changke.rewards.Drafts;
import changke.rewards.Preview;
import changke.rewards.Reports;
import changke.rewards.Rewards;
import changke.rewards.Studio;
import changke.rewards.Worth;
import changke.shared.Money;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Rules, coupons and promotions of the platform.
@Controller
@Allowed(Who.OPERATOR)
class RewardsController {

  private static final String RULES = "/backoffice/rewards";
  private static final String COUPONS = RULES + "/coupons";
  private static final String PROMOTIONS = RULES + "/promotions";
  private static final int MOST_CODES = 200_000;

  private final Studio studio;
  private final Reports reports;
  private final Rewards rewards;
  private final Coupons coupons;
  private final Catalog catalog;

  RewardsController(
      Studio studio, Reports reports, Rewards rewards, Coupons coupons, Catalog catalog) {
    this.studio = studio;
    this.reports = reports;
    this.rewards = rewards;
    this.coupons = coupons;
    this.catalog = catalog;
  }

  @GetMapping(RULES)
  RulesPage rules() {
    return page(Map.of(), List.of(), null);
  }

  /// With `preview` nothing is saved: the page says what the rule would have cost.
  @PostMapping(RULES)
  Object save(@RequestParam Map<String, String> fields, Person operator) {
    var drafts = drafts(fields, operator);
    var rule = drafts.rule(null);
    if (!drafts.unreadable().isEmpty()) {
      return page(fields, drafts.unreadable(), null);
    }
    if (fields.containsKey("preview")) {
      return page(fields, List.of(), reports.preview(rule));
    }
    var unfit = studio.save(rule, operator.id().toString());
    return unfit.isEmpty()
        ? Redirect.to(RULES).saying("rewards.studio.saved")
        : page(fields, unfit, null);
  }

  @PostMapping(RULES + "/end")
  Redirect end(@RequestParam String key) {
    studio.endRule(key, Optional.empty());
    return Redirect.to(RULES).saying("rewards.studio.ended");
  }

  /// `day` is when it begins to count; it falls only with notice.
  @PostMapping(RULES + "/worth")
  Redirect worth(@RequestParam int worth, @RequestParam String day, Person operator) {
    try {
      var from = LocalDate.parse(day).atStartOfDay(operator.zone()).toInstant();
      return Redirect.to(RULES)
          .saying(
              studio.announce(new Worth(from, worth))
                  ? "rewards.studio.announced"
                  : "rewards.studio.noNotice");
    } catch (DateTimeException none) {
      return Redirect.to(RULES).saying("rewards.studio.noNotice");
    }
  }

  @GetMapping(COUPONS)
  CouponsPage coupons() {
    return page(Map.of(), List.of());
  }

  @PostMapping(COUPONS)
  Object saveTerms(@RequestParam Map<String, String> fields, Person operator) {
    var drafts = drafts(fields, operator);
    var terms = drafts.terms(studio.id(), null);
    if (!drafts.unreadable().isEmpty()) {
      return page(fields, drafts.unreadable());
    }
    var unfit = studio.save(terms, operator.id().toString());
    return unfit.isEmpty()
        ? Redirect.to(COUPONS).saying("rewards.studio.saved")
        : page(fields, unfit);
  }

  @PostMapping(COUPONS + "/end")
  Redirect endTerms(@RequestParam String key) {
    studio.endTerms(key, Optional.empty());
    return Redirect.to(COUPONS).saying("rewards.studio.ended");
  }

  @PostMapping(COUPONS + "/codes")
  Redirect codes(@RequestParam String key, @RequestParam int count, Person operator) {
    return coupons
        .makeCodes(key, count, operator.id().toString())
        .map(batch -> Redirect.to(COUPONS + "/codes/" + batch + ".txt"))
        .orElseGet(() -> Redirect.to(COUPONS).saying("rewards.studio.noCodes"));
  }

  @GetMapping(COUPONS + "/codes/{batch}.txt")
  ResponseEntity<String> codes(@PathVariable UUID batch) {
    var codes = coupons.codes(batch, MOST_CODES);
    if (codes.isEmpty()) {
      throw new NotFoundException();
    }
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_PLAIN)
        .header("Content-Disposition", "attachment; filename=\"codes.txt\"")
        .body(String.join("\n", codes) + "\n");
  }

  @GetMapping(PROMOTIONS)
  PromotionsPage promotions() {
    return promotions(Map.of(), List.of());
  }

  @PostMapping(PROMOTIONS)
  Object savePromotion(@RequestParam Map<String, String> fields, Person operator) {
    var drafts = drafts(fields, operator);
    var promotion = drafts.promotion(studio.id(), null);
    if (!drafts.unreadable().isEmpty()) {
      return promotions(fields, drafts.unreadable());
    }
    var unfit = studio.save(promotion, operator.id().toString());
    return unfit.isEmpty()
        ? Redirect.to(PROMOTIONS).saying("rewards.studio.saved")
        : promotions(fields, unfit);
  }

  @PostMapping(PROMOTIONS + "/end")
  Redirect endPromotion(@RequestParam String key) {
    studio.endPromotion(key, Optional.empty());
    return Redirect.to(PROMOTIONS).saying("rewards.studio.ended");
  }

  private Drafts drafts(Map<String, String> fields, Person operator) {
    return new Drafts(fields, catalog.currency(), operator.zone(), studio.now());
  }

  private RulesPage page(
      Map<String, String> fields, List<String> unfit, @Nullable Preview preview) {
    var liability = reports.liability();
    var proofs = rewards.proofs();
    return new RulesPage(
        liability,
        new Money(liability.worthMinor(), catalog.currency()),
        proofs.isEmpty() ? null : proofs.getFirst(),
        studio.rules().stream().map(rule -> new RulesPage.Line(rule, studio.plain(rule))).toList(),
        fields,
        unfit,
        preview,
        preview == null ? null : new Money(studio.worthOf(preview.points()), catalog.currency()));
  }

  private CouponsPage page(Map<String, String> fields, List<String> unfit) {
    return new CouponsPage(
        studio.terms().stream()
            .map(one -> new CouponsPage.Line(one, coupons.plain(one), studio.use(one)))
            .toList(),
        fields,
        unfit,
        reports.classes().get(fields.getOrDefault("audience", "MEMBERS")));
  }

  private PromotionsPage promotions(Map<String, String> fields, List<String> unfit) {
    return new PromotionsPage(
        studio.promotions().stream()
            .map(one -> new PromotionsPage.Line(one, studio.plain(one)))
            .toList(),
        fields,
        unfit);
  }
}
