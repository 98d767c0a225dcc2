package changke.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.catalog.Catalog;
import changke.catalog.Offer;
import changke.identity.Role;
import changke.orders.Market;
import changke.orders.Orders;
import changke.orders.Placing;
import changke.rewards.Audience;
import changke.rewards.Deals;
import changke.rewards.Promotion;
import changke.rewards.Studio;
import changke.rewards.Tiers;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What promotions do is shown where people decide, and what is shown is what is charged.
@HouseTest
class OfferDealsTest {

  private static final Pattern COUNTDOWN =
      Pattern.compile("datetime=\"([^\"]+)\" data-countdown data-now=\"([^\"]+)\"");

  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired Studio studio;
  @Autowired Deals deals;
  @Autowired Tiers tiers;
  @Autowired Catalog catalog;
  @Autowired TestBrowser.Maker browsers;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  @Test
  void a_flash_price_stands_on_the_page_until_the_moment_it_names_and_not_a_second_longer() {
    var offer = market.offer(9, 3000);
    var until = clock.instant().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
    promote(offer, flash(offer, 1990L, Audience.EVERYONE, until, 3L, null));
    var page = guest().get("/o/" + offer.id()).body();
    assertThat(page).contains("19.90").contains("<s>").contains("30.00").contains("3 left");
    var clocks = COUNTDOWN.matcher(page);
    assertThat(clocks.find()).isTrue();
    assertThat(Instant.parse(clocks.group(1))).isEqualTo(until);
    assertThat(Duration.between(Instant.parse(clocks.group(2)), clock.instant()))
        .as("counted by the server's clock")
        .isLessThan(Duration.ofMinutes(1));
    assertThat(charged(offer, null)).isEqualTo(1990);
    clock.forward(Duration.ofHours(2));
    page = guest().get("/o/" + offer.id()).body();
    assertThat(page).doesNotContain("19.90").doesNotContain("data-countdown");
    assertThat(charged(offer, null)).isEqualTo(3000);
  }

  @Test
  void what_is_sold_out_is_shown_no_more() {
    var offer = market.offer(9, 3000);
    var until = clock.instant().plus(Duration.ofHours(2));
    promote(offer, flash(offer, 1990L, Audience.EVERYONE, until, 1L, null));
    assertThat(charged(offer, null)).isEqualTo(1990);
    assertThat(guest().get("/o/" + offer.id()).body()).doesNotContain("19.90");
  }

  @Test
  void a_newcomers_price_is_promised_to_newcomers_and_charged_once() {
    var offer = market.offer(9, 3000);
    var until = clock.instant().plus(Duration.ofDays(1));
    promote(offer, flash(offer, 990L, Audience.NEWCOMERS, until, null, 1));
    var lin = new PersonId(ids.next());
    assertThat(deals.on(offer, lin).now()).isEqualTo(Money.of(990, "CNY"));
    assertThat(deals.on(offer, null).now()).as("a guest").isNull();
    var page = guest().get("/o/" + offer.id()).body();
    assertThat(page).contains("Does not count for you now").contains("href=\"/newcomers\"");
    assertThat(charged(offer, lin)).isEqualTo(990);
    assertThat(deals.on(offer, lin).now()).isNull();
    assertThat(charged(offer, lin)).isEqualTo(3000);
  }

  @Test
  void buying_one_and_getting_one_and_sets_are_said_in_words_and_charged_so() {
    var offer = market.offer(9, 3000);
    promote(
        offer,
        new Promotion(
            ids.next(),
            key(),
            0,
            new Words("买一送一", "One and one"),
            Promotion.Occasion.GIFT,
            Promotion.Kind.FREE_PIECES,
            Set.of(offer.id()),
            null,
            null,
            null,
            1,
            1,
            Audience.EVERYONE,
            null,
            null,
            "platform",
            clock.instant().minusSeconds(1),
            null,
            null,
            null,
            null,
            0,
            0));
    assertThat(guest().get("/o/" + offer.id()).body()).contains("buy 1, get 1");
    var order = market.placed(market.wish(offer.id(), 2, null, Market.someone()));
    assertThat(order.total()).isEqualTo(Money.of(3000, "CNY"));
  }

  @Test
  void an_offer_that_is_not_open_yet_says_when_and_offers_no_button_that_would_fail() {
    var offer = market.offer(9, 3000);
    tiers.openEarly(offer.id(), clock.instant().plus(Duration.ofHours(20)), "test");
    var page = guest().get("/o/" + offer.id()).body();
    assertThat(page).contains("Opens to everyone at").doesNotContain("action=\"/cart/add\"");
    assertThat(page).contains("data-countdown");
    assertThat(orders.place(market.wish(offer, 1))).isInstanceOf(Placing.Unavailable.class);
    var operator = browsers.member(Role.OPERATOR);
    assertThat(operator.get("/backoffice/rewards/tiers").body()).contains(offer.id().toString());
    operator.post(
        "/backoffice/rewards/tiers/early/end", java.util.Map.of("offer", offer.id().toString()));
    assertThat(guest().get("/o/" + offer.id()).body()).contains("action=\"/cart/add\"");
    assertThat(orders.place(market.wish(offer, 1))).isInstanceOf(Placing.Placed.class);
  }

  @Test
  void an_offer_without_promotions_looks_as_it_always_did() {
    var offer = market.offer(9, 3000);
    assertThat(guest().get("/o/" + offer.id()).body())
        .doesNotContain("rewards.js")
        .doesNotContain("<s>");
  }

  private TestBrowser guest() {
    return browsers.guest().with("Accept-Language", "en");
  }

  private long charged(Offer offer, @Nullable PersonId person) {
    return market.placed(market.wish(offer.id(), 1, person, Market.someone())).total().minor();
  }

  private void promote(Offer offer, Promotion promotion) {
    assertThat(studio.save(promotion, "test")).as("for " + offer.id()).isEmpty();
  }

  private Promotion flash(
      Offer offer,
      long price,
      Audience audience,
      Instant until,
      @Nullable Long stock,
      @Nullable Integer each) {
    Set<OfferId> only = Set.of(offer.id());
    return new Promotion(
        ids.next(),
        key(),
        0,
        new Words("抢购", "Flash"),
        Promotion.Occasion.FLASH,
        Promotion.Kind.PRICE,
        only,
        null,
        price,
        null,
        null,
        null,
        audience,
        null,
        null,
        "platform",
        clock.instant().minusSeconds(1),
        until,
        stock,
        each,
        null,
        0,
        0);
  }

  private static String key() {
    return "deal-" + UUID.randomUUID().toString().substring(0, 12);
  }
}
