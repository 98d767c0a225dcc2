package changke.demo;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.activity.Event;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.catalog.Catalog;
import changke.catalog.Offer;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.merchants.Merchants;
import changke.shared.OfferId;
import changke.shared.PersonId;
import changke.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class DemoTest {

  private static final byte[] SEED =
      "a seed of thirty-two bytes, more".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  @Autowired Shelves shelves;
  @Autowired Past past;
  @Autowired Journal journal;
  @Autowired Identity identity;
  @Autowired Merchants merchants;
  @Autowired Catalog catalog;
  @Autowired Vault vault;
  @TempDir Path folder;

  @Test
  void filling_the_shelves_again_changes_nothing_and_brings_no_sold_card_back() {
    identity.enrol(
        new SignUp(
            "demo operator",
            "operator" + Demo.AT,
            "a door left ajar",
            Locale.ENGLISH,
            ZoneId.of("Asia/Shanghai")),
        Role.OPERATOR);
    shelves.fill(new DemoCards(SEED));
    var before = stock();
    assertThat(before).hasSize(DemoShop.read().offers().size());
    assertThat(before.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(2000);

    var offer =
        before.entrySet().stream()
            .filter(e -> e.getValue() > 10)
            .findFirst()
            .orElseThrow()
            .getKey();
    var hold = UUID.randomUUID();
    vault.hold(hold, offer, 3, Instant.now().plusSeconds(3600));
    vault.sell(hold);
    shelves.fill(new DemoCards(SEED));

    var after = new LinkedHashMap<>(before);
    after.put(offer, before.getOrDefault(offer, 0) - 3);
    assertThat(stock()).isEqualTo(after);
  }

  @Test
  void the_past_is_told_once_and_lies_in_the_past() {
    identity.enrol(
        new SignUp(
            "demo operator",
            "operator" + Demo.AT,
            "a door left ajar",
            Locale.ENGLISH,
            ZoneId.of("Asia/Shanghai")),
        Role.OPERATOR);
    shelves.fill(new DemoCards(SEED));
    var now = Instant.now();
    past.tell(SEED, now);
    journal.sequenceAll();
    var told = own(now);
    assertThat(told.size()).isBetween(3_000, 12_000);
    assertThat(told)
        .allSatisfy(it -> assertThat(it.happenedAt()).isBetween(now.minusSeconds(11_000_000), now));
    assertThat(told.stream().map(Happening::kind).distinct())
        .contains("Page Viewed", "Order Placed", "Order Paid", "Order Refunded");
    past.tell(SEED, now);
    journal.sequenceAll();
    assertThat(own(now)).hasSameSizeAs(told);
  }

  /// What was told of the people that this seed makes up.
  private List<Happening> own(Instant until) {
    var people = new HashSet<PersonId>();
    for (int i = 0; i < Past.PEOPLE; i++) {
      people.add(Past.person(SEED, i));
    }
    var found = new ArrayList<Happening>();
    long position = 0;
    for (var page = journal.after(0, 5_000);
        !page.isEmpty();
        page = journal.after(position, 5_000)) {
      page.stream()
          .map(Event::happening)
          .filter(it -> it.person().filter(people::contains).isPresent())
          .forEach(found::add);
      position = page.getLast().position();
    }
    assertThat(found).noneMatch(it -> it.happenedAt().isAfter(until));
    return found;
  }

  @Test
  void every_offer_has_a_drawing_of_its_own_and_words_in_both_languages() {
    var demo = DemoShop.read();
    var drawings = new HashSet<String>();
    for (var good : demo.offers()) {
      assertThat(drawings.add(DemoShop.drawing(good.picture()))).as(good.picture()).isTrue();
      for (var words : List.of(good.title(), good.summary(), good.details())) {
        assertThat(words.zh()).isNotBlank();
        assertThat(words.en()).isNotBlank();
      }
      assertThat(demo.aisle(good.category()).use().zh()).isNotBlank();
    }
    assertThat(demo.merchants()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(demo.categories()).hasSizeGreaterThanOrEqualTo(8);
    assertThat(demo.offers()).hasSizeGreaterThanOrEqualTo(44);
  }

  @Test
  void the_passwords_are_kept_for_their_owner_only() throws Exception {
    var path = folder.resolve("deeper").resolve("demo.properties");
    var made = DemoFile.create(path, new Random(7), Instant.EPOCH, List.of("buyer", "merchant"));
    assertThat(made.password("buyer")).hasSize(12).isNotEqualTo(made.password("merchant"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    var full = DemoFile.read(path).orElseThrow().filled();
    assertThat(DemoFile.read(path)).contains(full);
    assertThat(full.password("buyer")).isEqualTo(made.password("buyer"));
    assertThat(full.full()).isTrue();
    assertThat(made.toString()).doesNotContain(made.password("buyer"));
  }

  private Map<OfferId, Integer> stock() {
    var stock = new LinkedHashMap<OfferId, Integer>();
    for (var owner : DemoShop.read().merchants()) {
      var shop = merchants.shop(owner.slug()).orElseThrow();
      catalog.ofShop(shop.id(), 0, 100).rows().stream()
          .map(Offer::id)
          .forEach(offer -> stock.put(offer, vault.available(offer)));
    }
    return stock;
  }
}
