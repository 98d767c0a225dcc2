package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.catalog.Offer;
import changke.identity.Role;
import changke.orders.Complaining;
import changke.orders.Complaint;
import changke.orders.ComplaintLists;
import changke.orders.ComplaintSearch;
import changke.orders.Disputes;
import changke.orders.ListedComplaint;
import changke.orders.Market;
import changke.orders.Order;
import changke.orders.Orders;
import changke.orders.Party;
import changke.orders.Revealing;
import changke.orders.Side;
import changke.shared.Ids;
import changke.shared.OrderId;
import changke.shared.PersonId;
import changke.shared.Words;
import changke.vault.CardId;
import changke.vault.Reader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What tiers bring reaches whoever has it, through the ports of other modules.
@HouseTest
class BenefitsTest {

  private static final Party HUA = Party.merchant(new PersonId(UUID.randomUUID()));

  @Autowired Tiers tiers;
  @Autowired Turnovers turnovers;
  @Autowired Classes classes;
  @Autowired Rewards rewards;
  @Autowired Exchanges exchanges;
  @Autowired Rulebook rulebook;
  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired Disputes disputes;
  @Autowired ComplaintLists queues;
  @Autowired TestBrowser.Maker browsers;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  @Test
  void who_is_refunded_fast_waits_twelve_hours_and_then_has_the_money() {
    var offer = market.offer(2, 990);
    var usual = complain(market.bought(offer, 1));
    var fast = complain(bought(offer, gold()));
    assertThat(Duration.between(usual.madeAt(), usual.answerBy())).isEqualTo(Duration.ofHours(48));
    assertThat(Duration.between(fast.madeAt(), fast.answerBy())).isEqualTo(Duration.ofHours(12));
    clock.forward(Duration.ofHours(13));
    orders.decideOverdue();
    assertThat(state(fast)).isEqualTo(Complaint.State.REFUNDED);
    assertThat(state(usual)).isEqualTo(Complaint.State.OPEN);
  }

  @Test
  void the_priority_lane_stands_first_before_operators_and_is_no_business_of_merchants() {
    var offer = market.offer(3, 990);
    var early = complain(market.bought(offer, 1));
    var member = gold();
    var first = complain(bought(offer, member));
    assertThat(first.first()).isTrue();
    assertThat(early.first()).isFalse();
    escalate(early);
    clock.forward(Duration.ofHours(2));
    escalate(first);
    assertThat(queue(offer)).containsExactly(first.id(), early.id());
    var slower = complain(market.bought(market.offer(1, 990), 1));
    assertThat(slower.first()).isFalse();
    assertThat(
            queues
                .ofMerchant(offer.merchant(), ComplaintSearch.Which.OPEN, "", 0, 10)
                .rows()
                .stream()
                .map(row -> row.complaint().answerBy())
                .toList())
        .as("a merchant's queue goes by deadlines alone")
        .isSorted();
    var page = browsers.member(Role.OPERATOR).with("Accept-Language", "en");
    assertThat(page.get("/backoffice/complaints?which=OPERATOR").body())
        .contains("Priority</span>");
  }

  @Test
  void the_member_day_is_for_whose_tier_brings_it() {
    var silver = bought(30_000, 3);
    assertThat(classes.belongs(Audience.MEMBER_DAY, silver)).isTrue();
    assertThat(classes.belongs(Audience.MEMBER_DAY, new PersonId(ids.next()))).isFalse();
  }

  @Test
  void points_buy_the_priority_lane_for_a_month_and_the_next_month_follows() {
    var lin = new PersonId(ids.next());
    rewards.give(Gift.now(lin, "gift " + lin, 700, "test", "test", 1));
    assertThat(tiers.goesFirst(lin)).isFalse();
    var request = exchanges.request();
    assertThat(exchanges.exchange(lin, "priority-month", request)).isEqualTo(new Exchanged.Done());
    assertThat(exchanges.exchange(lin, "priority-month", request)).isEqualTo(new Exchanged.Done());
    assertThat(rewards.balance(lin).available()).isEqualTo(400);
    assertThat(tiers.goesFirst(lin)).isTrue();
    assertThat(tiers.isRefundedFast(lin)).isFalse();
    exchanges.exchange(lin, "priority-month", exchanges.request());
    clock.forward(Duration.ofDays(59));
    assertThat(tiers.goesFirst(lin)).isTrue();
    clock.forward(Duration.ofDays(2));
    assertThat(tiers.goesFirst(lin)).isFalse();
    assertThat(exchanges.until(lin, Benefit.PRIORITY_LANE)).isEmpty();
  }

  @Test
  void the_adviser_is_named_to_platinum_and_to_nobody_else() {
    tiers.name(new Adviser(new Words("小常", "Chang"), "chang@changke.example"), "test");
    assertThat(tiers.adviser(bought(400_000, 15)).orElseThrow().address())
        .isEqualTo("chang@changke.example");
    assertThat(tiers.adviser(gold())).isEmpty();
    var operator = browsers.member(Role.OPERATOR).with("Accept-Language", "en");
    var path = "/backoffice/rewards/tiers";
    var unfit = Map.of("zh", "小常", "en", "Chang", "address", "javascript:alert(1)");
    operator.post(path + "/adviser", unfit);
    assertThat(operator.get(path).body()).contains("chang@changke.example");
  }

  @Test
  void operators_publish_what_points_are_exchanged_for_and_at_which_rate() {
    var operator = browsers.member(Role.OPERATOR).with("Accept-Language", "en");
    var path = "/backoffice/rewards/exchange";
    var key = "ex-" + UUID.randomUUID().toString().substring(0, 8);
    var offered = fields(key, "thing", "right:FAST_REFUND", "days", "14");
    assertThat(operator.post(path, offered).statusCode()).isEqualTo(303);
    assertThat(operator.get(path).body()).contains("for 77 points; fast refund for 14 days");
    assertThat(rules()).anyMatch(rule -> rule.key().equals(key));
    assertThat(
            operator.post(path, fields(key, "thing", "right:ADVISER", "days", "14")).statusCode())
        .isEqualTo(422);
    assertThat(operator.post(path, fields(key, "thing", "coupon:no-such", "days", "")).statusCode())
        .isEqualTo(422);
    assertThat(operator.post(path + "/end", Map.of("key", key)).statusCode()).isEqualTo(303);
    assertThat(exchanges.offered()).noneMatch(one -> one.key().equals(key));

    var lin = new PersonId(ids.next());
    var rate = fields(key, "points", "30", "life", "100");
    assertThat(operator.post(path + "/rates", rate).statusCode()).isEqualTo(303);
    assertThat(rules())
        .anyMatch(rule -> rule.text().en().equals("30 points for each, valid for 100 days."));
    exchanges.convert(lin, key, 3, "units " + lin);
    assertThat(rewards.balance(lin).available()).isEqualTo(90);
    assertThat(operator.post(path + "/rates", fields(key, "points", "0", "life", "1")).statusCode())
        .isEqualTo(422);
    operator.post(path + "/rates/end", Map.of("key", key));
    assertThat(exchanges.convert(lin, key, 3, "more " + lin)).isInstanceOf(Earned.Nothing.class);
  }

  @Test
  void no_tier_promises_what_nobody_gives() {
    assertThat(tiers.levels().stream().flatMap(level -> level.benefits().stream()))
        .isNotEmpty()
        .allMatch(List.of(Benefit.values())::contains);
    assertThat(rules())
        .anyMatch(rule -> rule.key().equals("z-benefits") && rule.text().zh().contains("12 小时"));
  }

  private List<PublishedRule> rules() {
    return rulebook.current().chapters().stream()
        .flatMap(chapter -> chapter.rules().stream())
        .toList();
  }

  private static Map<String, String> fields(
      String key, String name, String value, String other, String otherValue) {
    var fields =
        new java.util.HashMap<>(
            Map.of("key", key, "titleZh", "换", "titleEn", "A swap", "points", "77"));
    fields.put(name, value);
    fields.put(other, otherValue);
    return fields;
  }

  private List<UUID> queue(Offer offer) {
    var search = new ComplaintSearch(ComplaintSearch.Which.OPERATOR, "", offer.merchant());
    // The operators' own look at everything, of which this shop's are kept.
    var everything = new ComplaintSearch(search.which(), "", null);
    return queues.search(everything, 0, 500).rows().stream()
        .map(ListedComplaint::complaint)
        .filter(complaint -> complaint.merchant().equals(offer.merchant()))
        .map(Complaint::id)
        .toList();
  }

  private void escalate(Complaint complaint) {
    disputes.decline(complaint.id(), HUA, "it works here");
    assertThat(disputes.escalate(complaint.id(), Party.GUEST, "it does not"))
        .isInstanceOf(Complaining.Open.class);
    assertThat(disputes.find(complaint.id()).orElseThrow().turn()).isEqualTo(Side.OPERATOR);
  }

  private Complaint.State state(Complaint complaint) {
    return disputes.find(complaint.id()).orElseThrow().state();
  }

  private PersonId gold() {
    return bought(120_000, 8);
  }

  private PersonId bought(long minor, int count) {
    var person = new PersonId(ids.next());
    for (int i = 0; i < count; i++) {
      turnovers.put(new OrderId(ids.next()), person, clock.instant(), Math.ceilDiv(minor, count));
    }
    tiers.look(person);
    return person;
  }

  private Order bought(Offer offer, PersonId person) {
    return market.bought(market.wish(offer.id(), 1, person, Market.someone()));
  }

  private Complaint complain(Order order) {
    var revealed = (Revealing.Revealed) orders.reveal(order.id(), Reader.guest(order.id()));
    CardId card = revealed.lines().getFirst().cards().getFirst().id();
    return ((Complaining.Open)
            disputes.complain(order.id(), 1, card, Party.GUEST, "already used", List.of()))
        .complaint();
  }
}
