package changke.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.merchants.Applied;
import changke.merchants.Merchants;
import changke.merchants.Reviewed;
import changke.merchants.ShopDraft;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class CatalogTest {

  private static final Money TEN = Money.of(1000, "CNY");
  private static final Money NINE = Money.of(900, "CNY");

  @Autowired Catalog catalog;
  @Autowired Merchants merchants;
  @Autowired Ids ids;

  MerchantId merchant;
  PersonId ming;

  @BeforeEach
  void a_shop_and_two_categories() {
    ming = new PersonId(ids.next());
    merchant = openShop(ming);
    catalog.keep(new Category("games", null, new Words("游戏", "Games"), 1));
    catalog.keep(new Category("game-cards", "games", new Words("点卡", "Game cards"), 2));
  }

  @Test
  void an_offer_is_a_draft_until_it_is_listed() {
    var offer = create("星际点卡", "Star card");
    assertThat(offer.onSale()).isFalse();
    assertThat(catalog.ofShop(merchant, 0, 10).rows()).isEmpty();

    catalog.list(merchant, offer.id());
    assertThat(catalog.offer(offer.id()).orElseThrow().onSale()).isTrue();
    assertThat(catalog.ofShop(merchant, 0, 10).rows())
        .extracting(Offer::id)
        .containsExactly(offer.id());
  }

  @Test
  void an_upper_category_shows_what_lies_under_it() {
    var offer = listed("星际点卡", "Star card");
    var tree = catalog.categories();
    assertThat(catalog.in(tree.find("games").orElseThrow(), 0, 50).rows())
        .extracting(Offer::id)
        .contains(offer.id());
    assertThat(catalog.in(tree.find("game-cards").orElseThrow(), 0, 50).rows())
        .extracting(Offer::id)
        .contains(offer.id());
  }

  @Test
  void search_finds_chinese_parts_english_words_and_beginnings() {
    var offer = listed("琥珀森林季票" + mark(), "Amber forest pass");
    for (var words : List.of("琥珀", "森林 季票", "AMBER", "amber fore", "ＡＭＢＥＲ", "票", "琥")) {
      assertThat(catalog.search(words, null, merchant, 0, 10).rows())
          .as(words)
          .extracting(Offer::id)
          .contains(offer.id());
    }
    assertThat(catalog.search("琥珀 沙漠", null, merchant, 0, 10).rows()).isEmpty();
    assertThat(catalog.search("'); --", null, merchant, 0, 10).rows()).isEmpty();
  }

  @Test
  void a_word_in_the_title_ranks_above_one_in_the_summary() {
    var below = done(catalog.create(merchant, draft("会员", "Membership", "with a walrus"), ming));
    var above = done(catalog.create(merchant, draft("海象", "Walrus", ""), ming));
    catalog.list(merchant, above.id());
    catalog.list(merchant, below.id());
    assertThat(catalog.search("walrus", "games", merchant, 0, 10).rows())
        .extracting(Offer::id)
        .containsExactly(above.id(), below.id());
  }

  @Test
  void an_edit_on_an_old_version_is_refused_and_shows_what_stands_now() {
    var offer = create("甲", "A");
    var first = catalog.edit(merchant, offer.id(), 1, draft("乙", "B", ""), ming);
    var second = catalog.edit(merchant, offer.id(), 1, draft("丙", "C", ""), ming);
    assertThat(first).isInstanceOf(Saved.Done.class);
    assertThat(second).isInstanceOf(Saved.ChangedMeanwhile.class);
    assertThat(((Saved.ChangedMeanwhile) second).current().title().en()).isEqualTo("B");
    assertThat(catalog.versions(offer.id()))
        .extracting(OfferVersion::version)
        .containsExactly(2, 1);
  }

  @Test
  void every_price_is_remembered_once() {
    var offer = create("甲", "A");
    catalog.edit(merchant, offer.id(), 1, draft("乙", "B", ""), ming);
    catalog.edit(merchant, offer.id(), 2, draft("乙", "B", "").withPrice(NINE), ming);
    assertThat(catalog.prices(offer.id())).extracting(PricePoint::price).containsExactly(TEN, NINE);
  }

  @Test
  void a_merchant_cannot_touch_the_offer_of_another() {
    var offer = listed("甲", "A");
    var stranger = openShop(new PersonId(ids.next()));
    assertThat(catalog.edit(stranger, offer.id(), 1, draft("乙", "B", ""), ming))
        .isInstanceOf(Saved.NoSuchOffer.class);
    assertThat(catalog.pause(stranger, offer.id())).isFalse();
    assertThat(catalog.withdraw(stranger, offer.id())).isFalse();
    assertThat(catalog.offer(offer.id()).orElseThrow().onSale()).isTrue();
  }

  @Test
  void a_variant_is_an_offer_of_its_own_and_not_in_lists() {
    var parent = listed("年卡", "Year");
    var draft = draft("月卡", "Month", "");
    var variant =
        done(
            catalog.create(
                merchant,
                new OfferDraft(
                    parent.id(),
                    draft.kind(),
                    draft.delivery(),
                    draft.title(),
                    draft.summary(),
                    draft.details(),
                    NINE,
                    List.of(),
                    List.of(),
                    draft.category(),
                    List.of(),
                    null,
                    7,
                    100,
                    0,
                    10),
                ming));
    catalog.list(merchant, variant.id());
    assertThat(catalog.variants(parent.id())).extracting(Offer::id).containsExactly(variant.id());
    assertThat(catalog.ofShop(merchant, 0, 10).rows())
        .extracting(Offer::id)
        .containsExactly(parent.id());
  }

  @Test
  void wholesale_steps_lower_the_unit_price() {
    var draft = draft("甲", "A", "");
    var offer =
        done(
            catalog.create(
                merchant,
                new OfferDraft(
                    null,
                    draft.kind(),
                    draft.delivery(),
                    draft.title(),
                    draft.summary(),
                    draft.details(),
                    TEN,
                    List.of(new WholesaleStep(10, 900), new WholesaleStep(100, 800)),
                    List.of(),
                    draft.category(),
                    List.of("a"),
                    null,
                    7,
                    1000,
                    0,
                    10),
                ming));
    assertThat(offer.unitPrice(9)).isEqualTo(TEN);
    assertThat(offer.unitPrice(10)).isEqualTo(NINE);
    assertThat(offer.unitPrice(500)).isEqualTo(Money.of(800, "CNY"));
  }

  @Test
  void what_does_not_fit_is_named() {
    var draft = draft("", "", "").withTags(List.of("x".repeat(25)));
    assertThat(catalog.create(merchant, draft, ming))
        .isEqualTo(new Saved.Unfit(List.of("title", "tags")));
  }

  @Test
  void the_offers_of_a_closed_shop_are_out_of_sight() throws Exception {
    var offer = listed("甲", "A");
    merchants.close(merchant, ming, "holiday");
    eventually(() -> !catalog.offer(offer.id()).orElseThrow().onSale());
    assertThat(catalog.ofShop(merchant, 0, 10).rows()).isEmpty();
    merchants.reopen(merchant);
    eventually(() -> catalog.offer(offer.id()).orElseThrow().onSale());
  }

  private MerchantId openShop(PersonId owner) {
    var slug = "shop-" + mark();
    var applied =
        (Applied.Waiting)
            merchants.apply(
                owner, new ShopDraft(slug, new Words("小店", "Shop"), new Words("", ""), "a@b.c"));
    return ((Reviewed.Opened) merchants.approve(applied.application().id(), owner)).shop().id();
  }

  private String mark() {
    return ids.next().toString().substring(24);
  }

  private OfferDraft draft(String zh, String en, String summary) {
    return OfferDraft.of(new Words(zh, en), new Words("", summary), TEN, "game-cards");
  }

  private Offer create(String zh, String en) {
    return done(catalog.create(merchant, draft(zh, en, ""), ming));
  }

  private Offer listed(String zh, String en) {
    var offer = create(zh, en);
    catalog.list(merchant, offer.id());
    return offer;
  }

  private static Offer done(Saved saved) {
    return ((Saved.Done) saved).offer();
  }

  private static void eventually(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
