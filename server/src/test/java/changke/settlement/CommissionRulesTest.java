package changke.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.catalog.Catalog;
import changke.catalog.Category;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.identity.Role;
import changke.ledger.Ledger;
import changke.merchants.Merchants;
import changke.orders.Market;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What the platform keeps: the most specific rule wins, never backwards.
@HouseTest
class CommissionRulesTest {

  private static final Currency YUAN = Currency.getInstance("CNY");

  @Autowired CommissionRules rules;
  @Autowired Settlements settlements;
  @Autowired Market market;
  @Autowired Merchants merchants;
  @Autowired Catalog catalog;
  @Autowired Ledger ledger;
  @Autowired TestBrowser.Maker browsers;
  @Autowired Ids ids;
  @Autowired TestClock clock;

  private final PersonId wen = new PersonId(UUID.randomUUID());

  /// Other stories count on the setting.
  @AfterEach
  void no_rule_stays() {
    rules.all().forEach(rule -> rules.end(rule.id(), wen));
  }

  @Test
  void a_shop_before_a_category_before_a_time_before_the_setting() {
    var offer = offer();
    assertThat(earned(offer)).as("the setting: 5 %").isEqualTo(950);
    make(null, null, 1_000, clock.instant().plus(Duration.ofDays(1)));
    assertThat(earned(offer)).as("for a time: 10 %").isEqualTo(900);
    make(null, "cards", 2_000, null);
    assertThat(earned(offer)).as("in a category: 20 %").isEqualTo(800);
    make(offer.merchant(), null, 100, null);
    assertThat(earned(offer)).as("for this shop: 1 %").isEqualTo(990);
    make(offer.merchant(), "cards", 0, null);
    assertThat(earned(offer)).as("for this shop in this category: nothing").isEqualTo(1_000);
    assertThat(ledger.prove().holds()).isTrue();
  }

  @Test
  void a_rule_never_counts_backwards_and_ends_when_it_says() {
    var offer = offer();
    var until = clock.instant().plus(Duration.ofHours(1));
    var placed = market.placed(offer, 1);
    make(offer.merchant(), null, 10_000, until);
    market.pay(placed, changke.cashier.Behaviour.HONEST);
    market.until(placed, changke.orders.OrderState.DELIVERED);
    assertThat(settlements.standing(offer.merchant(), YUAN).owed().minor())
        .as("it was placed before")
        .isEqualTo(950);
    assertThat(earned(offer)).isZero();
    clock.forward(Duration.ofHours(2));
    assertThat(earned(offer)).isEqualTo(950);
  }

  @Test
  void a_rule_for_a_category_counts_for_those_under_it() {
    catalog.keep(new Category("cards-under", "cards", new Words("细", "Under"), 9));
    make(null, "cards", 700, null);
    var at = clock.instant();
    var anyone = new MerchantId(UUID.randomUUID());
    assertThat(rules.basisPoints(anyone, "cards-under", null, at)).hasValue(700);
    assertThat(rules.basisPoints(anyone, "elsewhere", null, at)).isEmpty();
  }

  @Test
  void any_set_of_rules_gives_what_a_plain_search_gives() {
    var seed = 20_260_903L;
    var random = new Random(seed);
    var shops = List.of(new MerchantId(UUID.randomUUID()), new MerchantId(UUID.randomUUID()));
    var now = clock.instant();
    var set = new ArrayList<CommissionRule>();
    for (int i = 0; i < 40; i++) {
      set.add(
          new CommissionRule(
              ids.next(),
              random.nextBoolean() ? null : shops.get(random.nextInt(2)),
              random.nextBoolean() ? null : List.of("a", "b").get(random.nextInt(2)),
              null,
              random.nextInt(10_000),
              now.plusSeconds(random.nextInt(200) - 100),
              random.nextBoolean() ? null : now.plusSeconds(200 + random.nextInt(100))));
    }
    var best = set.stream().filter(rule -> rule.inForce(now)).max(CommissionRule.MOST_SPECIFIC);
    for (var one : set) {
      if (one.inForce(now)) {
        assertThat(narrow(one))
            .as("seed %d: %s beside %s", seed, one, best)
            .isLessThanOrEqualTo(narrow(best.orElseThrow()));
      }
    }
    assertThat(set).anyMatch(rule -> !rule.inForce(now));
  }

  /// The oracle: a merchant outweighs all that is less, and so on.
  private static int narrow(CommissionRule rule) {
    var sum = 0;
    sum += rule.until() == null ? 0 : 1;
    sum += rule.tier() == null ? 0 : 10;
    sum += rule.category() == null ? 0 : 100;
    sum += rule.merchant() == null ? 0 : 1_000;
    return sum;
  }

  @Test
  void operators_make_and_end_rules_on_a_page() {
    var operator = browsers.member(Role.OPERATOR);
    var page = "/backoffice/payments/commission";
    var offer = offer();
    var slug = merchants.shop(offer.merchant()).orElseThrow().slug();
    for (var percent : new String[] {"", "101", "-1", "1.234", "much"}) {
      assertThat(operator.post(page, Map.of("percent", percent)).statusCode())
          .as(percent)
          .isEqualTo(422);
    }
    assertThat(operator.post(page, Map.of("percent", "3", "shop", "no-such-shop")).statusCode())
        .isEqualTo(422);
    assertThat(operator.post(page, Map.of("percent", "2.5", "shop", slug)).statusCode())
        .isEqualTo(303);
    assertThat(operator.get(page).body()).contains("2.50 %");
    assertThat(earned(offer)).isEqualTo(975);
    var rule = rules.all().getFirst();
    operator.post(page + "/" + rule.id() + "/end", Map.of());
    assertThat(earned(offer)).isEqualTo(950);
    assertThat(browsers.operatorWithoutRights().post(page, Map.of("percent", "3")).statusCode())
        .isEqualTo(403);
  }

  private void make(
      @Nullable MerchantId merchant,
      @Nullable String category,
      int points,
      @Nullable Instant until) {
    var wanted =
        new CommissionRule(ids.next(), merchant, category, null, points, clock.instant(), until);
    assertThat(rules.add(wanted, null, wen)).isNull();
  }

  private Offer offer() {
    return market.offer(new PersonId(ids.next()), 30, 1_000, Delivery.CARDS, 30);
  }

  /// What the merchant gets of one piece for 10.00 that is bought now.
  private long earned(Offer offer) {
    var before = settlements.standing(offer.merchant(), YUAN).owed().minor();
    market.bought(offer, 1);
    return settlements.standing(offer.merchant(), YUAN).owed().minor() - before;
  }
}
