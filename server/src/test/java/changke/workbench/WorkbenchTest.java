package changke.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.catalog.Catalog;
import changke.catalog.Category;
import changke.catalog.InputField;
import changke.catalog.Offer;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.merchants.Applied;
import changke.merchants.Merchants;
import changke.merchants.Reviewed;
import changke.merchants.Shop;
import changke.merchants.ShopDraft;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.shared.Words;
import changke.vault.Stocking;
import changke.vault.Vault;
import changke.webhooks.EndpointDraft;
import changke.webhooks.EventKind;
import changke.webhooks.Webhooks;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class WorkbenchTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired TestBrowser.Maker browsers;
  @Autowired Identity identity;
  @Autowired Merchants merchants;
  @Autowired Catalog catalog;
  @Autowired Vault vault;
  @Autowired Stocking stocking;
  @Autowired Ids ids;
  @Autowired StockAlerts alerts;
  @Autowired Webhooks webhooks;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  private record Owner(Shop shop, TestBrowser browser) {
    String path(String rest) {
      return "/workbench/" + shop.slug() + rest;
    }
  }

  private Owner ming;

  @BeforeEach
  void ming_has_a_shop() {
    catalog.keep(new Category("games", null, new Words("游戏", "Games"), 1));
    ming = owner();
  }

  @Test
  void a_new_merchant_is_led_to_the_first_offer() {
    assertThat(ming.browser().get("/workbench").body()).contains(ming.path(""));
    assertThat(ming.browser().get(ming.path("")).body()).contains(ming.path("/offers/new"));
    for (var page : List.of("/offers", "/imports", "/orders")) {
      var answer = ming.browser().get(ming.path(page));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("class=\"empty\"");
    }
  }

  @Test
  void an_offer_is_written_listed_filled_and_its_import_reported() {
    var offer = written(ming, Map.of());
    ming.browser().post(ming.path("/offers/" + offer.id() + "/state"), Map.of("to", "listed"));
    assertThat(ming.browser().get(ming.path("")).body()).contains("Star &amp; card");

    var id = ids.next().toString();
    var stock = ming.path("/offers/" + offer.id() + "/stock");
    var fields = Map.of("id", id, "text", "SECRET-1\nSECRET-2\n\nSECRET-1", "source", "PO 7");
    assertThat(ming.browser().post(stock, fields).headers().firstValue("Location"))
        .contains(ming.path("/imports/" + id));
    ming.browser().post(stock, fields);
    assertThat(vault.available(offer.id())).isEqualTo(2);

    var report = ming.browser().get(ming.path("/imports/" + id)).body();
    assertThat(report).contains("Blank", "Twice in the file").doesNotContain("SECRET");
    assertThat(ming.browser().get(ming.path("/imports/" + id + "/refused.csv")).body())
        .isEqualTo("line,reason,first_line\r\n3,blank,\r\n4,twice_in_file,1\r\n");
  }

  @Test
  void a_card_is_shown_only_when_asked_for_and_the_look_is_written_down() {
    var offer = written(ming, Map.of());
    var id = filled(ming, offer, "SECRET-9");
    var card = stocking.cards(ming.shop().id(), ids(id), 0, 5).rows().getFirst().id();
    assertThat(vault.reveals(card)).isEmpty();

    var shown =
        ming.browser().post(ming.path("/imports/" + id + "/reveal"), Map.of("card", "" + card));
    assertThat(shown.body()).contains("SECRET-9");
    assertThat(shown.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(vault.reveals(card)).hasSize(1);
  }

  @Test
  void what_was_typed_is_not_lost_when_a_field_does_not_fit() {
    var fields = fields(Map.of("price", "nine", "titleEn", "Kept <b>title</b>"));
    var answer = ming.browser().post(ming.path("/offers/new"), fields);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("nine", "Kept &lt;b>title").contains("is-invalid");
  }

  @Test
  void two_edits_at_once_do_not_swallow_each_other() {
    var offer = written(ming, Map.of());
    var path = ming.path("/offers/" + offer.id());
    ming.browser().post(path, fields(Map.of("version", "1", "titleEn", "First")));
    var second = ming.browser().post(path, fields(Map.of("version", "1", "titleEn", "Second")));
    assertThat(second.statusCode()).isEqualTo(422);
    assertThat(second.body()).contains("Someone saved this offer meanwhile", "Second");
    assertThat(catalog.offer(offer.id()).orElseThrow().title().en()).isEqualTo("First");
  }

  @Test
  void questions_to_the_buyer_and_variants_are_written_in_the_form() {
    var offer =
        written(
            ming,
            Map.of(
                "inputName",
                "",
                "inputLabelZh",
                "账号",
                "inputLabelEn",
                "",
                "inputKind",
                "choice",
                "inputRequired",
                "yes",
                "inputChoices",
                "EU, Asia"));
    assertThat(offer.inputs())
        .containsExactly(
            new InputField(
                "field1",
                new Words("账号", ""),
                InputField.Kind.CHOICE,
                true,
                List.of("EU", "Asia")));
    var form = ming.browser().get(ming.path("/offers/" + offer.id())).body();
    assertThat(form).contains("value=\"EU, Asia\"", "variantOf=" + offer.id());

    var bad = fields(Map.of("inputLabelZh", "x", "inputKind", "choice", "inputChoices", ""));
    assertThat(ming.browser().post(ming.path("/offers/new"), bad).statusCode()).isEqualTo(422);

    var blank = ming.browser().get(ming.path("/offers/new?variantOf=" + offer.id())).body();
    assertThat(blank).contains("Star &amp; card", "value=\"EU, Asia\"");
    written(ming, Map.of("variantOf", offer.id().toString(), "titleEn", "90 days"));
    assertThat(catalog.variantsOfMerchant(ming.shop().id(), offer.id()))
        .extracting(variant -> variant.title().en())
        .containsExactly("90 days");
  }

  @Test
  void offers_are_searched_and_moved_together() {
    var star = written(ming, Map.of());
    var moon = written(ming, Map.of("titleEn", "Moon"));
    var found = ming.browser().get(ming.path("/offers?q=moo")).body();
    assertThat(found).contains(moon.id().toString()).doesNotContain(star.id().toString());
    ming.browser()
        .post(
            ming.path("/offers/states"),
            Map.of("offer", moon.id() + "," + star.id(), "to", "listed"));
    assertThat(catalog.offer(moon.id()).orElseThrow().onSale()).isTrue();
    assertThat(catalog.offer(star.id()).orElseThrow().onSale()).isTrue();
    ming.browser()
        .post(
            owner().path("/offers/states"), Map.of("offer", moon.id().toString(), "to", "paused"));
    var other = owner();
    other
        .browser()
        .post(other.path("/offers/states"), Map.of("offer", moon.id().toString(), "to", "paused"));
    assertThat(catalog.offer(moon.id()).orElseThrow().onSale()).isTrue();
  }

  @Test
  void cards_are_taken_away_after_a_fresh_sign_in_and_back_off_the_shelf() {
    var offer = written(ming, Map.of());
    var id = filled(ming, offer, "=A\"1\nB");
    var csv = ming.browser().post(ming.path("/offers/" + offer.id() + "/stock.csv"), Map.of());
    assertThat(csv.body()).isEqualTo("card,label,expires\r\n\"=A\"\"1\",\"\",\r\n\"B\",\"\",\r\n");
    assertThat(csv.headers().firstValue("Cache-Control").orElse("")).contains("no-store");

    var cards = stocking.cards(ming.shop().id(), ids(id), 0, 5).rows();
    assertThat(vault.reveals(cards.getFirst().id())).hasSize(1);
    var ticked = Map.of("card", cards.getFirst().id().value().toString());
    assertThat(
            owner().browser().post(ming.path("/imports/" + id + "/withdraw"), ticked).statusCode())
        .isEqualTo(404);
    ming.browser().post(ming.path("/imports/" + id + "/withdraw"), ticked);
    assertThat(vault.available(offer.id())).isEqualTo(1);
    assertThat(ming.browser().get(ming.path("/imports/" + id)).body()).contains("Taken back");

    clock.forward(Duration.ofHours(1));
    var stale = ming.browser().post(ming.path("/offers/" + offer.id() + "/stock.csv"), Map.of());
    assertThat(stale.body()).doesNotContain("B\"");
    assertThat(stale.statusCode()).isNotEqualTo(200);
  }

  @Test
  void owners_take_people_on_and_let_them_go() {
    var wen = owner();
    var email = merchants.staff(wen.shop().id()).getFirst().person();
    var address = identity.find(email).orElseThrow().email();
    var team = ming.path("/team");
    assertThat(ming.browser().post(team, Map.of("email", "nobody", "role", "clerk")).statusCode())
        .isEqualTo(422);
    assertThat(wen.browser().get(team).statusCode()).isEqualTo(404);
    ming.browser().post(team, Map.of("email", address, "role", "clerk"));
    assertThat(wen.browser().get(team).body()).contains(address);
    assertThat(wen.browser().post(team, Map.of("email", address, "role", "owner")).statusCode())
        .isEqualTo(404);

    var mine = merchants.staff(ming.shop().id()).getFirst().person();
    assertThat(ming.browser().post(team + "/dismiss", Map.of("person", "" + mine)).statusCode())
        .isEqualTo(422);
    ming.browser().post(team + "/dismiss", Map.of("person", "" + email));
    assertThat(wen.browser().get(team).statusCode()).isEqualTo(404);
  }

  @Test
  void the_shops_own_words_are_edited() {
    var path = ming.path("/words");
    var slug = ming.shop().slug() + "-x";
    var fields =
        Map.of(
            "version",
            "1",
            "slug",
            slug,
            "nameZh",
            "新名",
            "nameEn",
            "New",
            "wordsZh",
            "",
            "wordsEn",
            "We answer at night too.",
            "contact",
            "night@shop.example");
    assertThat(ming.browser().post(path, fields).headers().firstValue("Location"))
        .contains("/workbench/" + slug + "/words");
    assertThat(ming.browser().get("/workbench/" + slug + "/words").body())
        .contains("We answer at night too.");
    assertThat(ming.browser().post("/workbench/" + slug + "/words", fields).statusCode())
        .isEqualTo(422);
  }

  @Test
  void a_low_stock_is_told_once_for_each_fall() {
    var offer = written(ming, Map.of("lowStockAt", "2"));
    catalog.list(ming.shop().id(), offer.id());
    var owner = changke.webhooks.Owner.shop(ming.shop().id());
    var wish = new EndpointDraft("https://till.example/hooks", "", Set.of(EventKind.STOCK_LOW));
    webhooks.add(owner, wish, new PersonId(ids.next()));
    filled(ming, offer, "A\nB\nC");
    alerts.look();
    assertThat(told(offer)).isZero();
    sell(offer, 1);
    alerts.look();
    alerts.look();
    sell(offer, 1);
    alerts.look();
    assertThat(told(offer)).isEqualTo(1);
    filled(ming, offer, "D\nE");
    alerts.look();
    sell(offer, 2);
    alerts.look();
    assertThat(told(offer)).isEqualTo(2);
    var address = webhooks.of(owner).getFirst().id();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> webhooks.deliveries(owner, address, null, 0).rows().size() == 2);
    assertThat(webhooks.deliveries(owner, address, null, 0).rows())
        .allMatch(
            one -> one.kind().equals("stock.low") && one.body().contains(offer.id().toString()));
    webhooks.switchOff(owner, address, new PersonId(ids.next()));
  }

  @Test
  void a_file_is_put_on_sale_in_versions() {
    var offer = written(ming, Map.of("kind", "file", "delivery", "file"));
    var page = ming.browser().get(ming.path("/offers/" + offer.id() + "/stock")).body();
    assertThat(page).contains("There is no file yet", "required");
    var none =
        ming.browser()
            .post(ming.path("/offers/" + offer.id() + "/stock"), Map.of("id", "" + ids.next()));
    assertThat(none.statusCode()).isEqualTo(422);
  }

  private void sell(Offer offer, int quantity) {
    var hold = ids.next();
    vault.hold(hold, offer.id(), quantity, clock.instant().plusSeconds(60));
    vault.sell(hold);
  }

  private long told(Offer offer) {
    return jdbc.sql(
            "SELECT count(*) FROM messaging.letter WHERE letter = 'YourStockIsLow' AND variables::text LIKE :offer")
        .param("offer", "%" + offer.id() + "%")
        .query(Long.class)
        .single();
  }

  @Test
  void merchant_a_finds_nothing_of_merchant_b() {
    var offer = written(ming, Map.of());
    var id = filled(ming, offer, "SECRET-B");
    var card = stocking.cards(ming.shop().id(), ids(id), 0, 5).rows().getFirst().id();
    var other = owner();
    for (var from : List.of(ming.shop().slug(), other.shop().slug())) {
      var base = "/workbench/" + from;
      for (var page :
          List.of(
              "/offers/" + offer.id(),
              "/offers/" + offer.id() + "/stock",
              "/imports/" + id,
              "/imports/" + id + "/refused.csv")) {
        assertThat(other.browser().get(base + page).statusCode()).as(base + page).isEqualTo(404);
      }
      assertThat(
              List.of(
                  other.browser().post(base + "/offers/" + offer.id(), fields(Map.of())),
                  other
                      .browser()
                      .post(base + "/offers/" + offer.id() + "/state", Map.of("to", "paused")),
                  other
                      .browser()
                      .post(
                          base + "/offers/" + offer.id() + "/stock",
                          Map.of("id", ids.next().toString(), "text", "planted")),
                  other
                      .browser()
                      .post(base + "/imports/" + id + "/reveal", Map.of("card", "" + card))))
          .allMatch(answer -> answer.statusCode() == 404);
    }
    for (var page :
        List.of("", "/offers", "/imports", "/orders", "/orders.csv", "/team", "/words")) {
      assertThat(other.browser().get(ming.path(page)).statusCode()).isEqualTo(404);
    }
    assertThat(vault.available(offer.id())).isEqualTo(1);
    assertThat(vault.reveals(card)).isEmpty();
    assertThat(catalog.offer(offer.id()).orElseThrow().version()).isEqualTo(1);
  }

  private Owner owner() {
    var mark = ids.next().toString().substring(24);
    var email = mark + "@example.org";
    identity.enrol(
        new SignUp("Ming", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai")),
        Role.MERCHANT);
    PersonId person = identity.findByEmail(email).orElseThrow().id();
    var applied =
        (Applied.Waiting)
            merchants.apply(
                person,
                new ShopDraft("desk-" + mark, new Words("", "Desk"), new Words("", ""), email));
    var opened = (Reviewed.Opened) merchants.approve(applied.application().id(), person);
    return new Owner(opened.shop(), browsers.signedIn(email, PASSWORD));
  }

  private Offer written(Owner owner, Map<String, String> fields) {
    var answer = owner.browser().post(owner.path("/offers/new"), fields(fields));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return catalog.ofMerchant(owner.shop().id(), false, 0, 1).rows().getFirst();
  }

  private String filled(Owner owner, Offer offer, String text) {
    var id = ids.next().toString();
    owner
        .browser()
        .post(owner.path("/offers/" + offer.id() + "/stock"), Map.of("id", id, "text", text));
    return id;
  }

  private static java.util.UUID ids(String id) {
    return java.util.UUID.fromString(id);
  }

  private static Map<String, String> fields(Map<String, String> changed) {
    var fields =
        new HashMap<>(
            Map.of(
                "titleEn", "Star & card",
                "price", "9.90",
                "category", "games",
                "kind", "card",
                "delivery", "cards",
                "tags", "star, card",
                "confirmDays", "7",
                "perBuyerLimit", "10",
                "promisedMinutes", "0",
                "lowStockAt", "5"));
    fields.put("version", "0");
    fields.putAll(changed);
    return fields;
  }
}
