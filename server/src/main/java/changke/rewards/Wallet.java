package changke.rewards;

import changke.ledger.Entry;
import changke.ledger.Ledger;
import changke.orders.Order;
import changke.orders.Orders;
import changke.shared.OrderId;
import changke.shared.PersonId;
import changke.shared.Words;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Explains every entry of a person's points.
@Component
public class Wallet {

  private static final Words NOTHING = new Words("", "");

  private final Ledger ledger;
  private final Members members;
  private final Lots lots;
  private final Spends spends;
  private final EarnRules rules;
  private final Orders orders;

  Wallet(Ledger ledger, Members members, Lots lots, Spends spends, EarnRules rules, Orders orders) {
    this.ledger = ledger;
    this.members = members;
    this.lots = lots;
    this.spends = spends;
    this.rules = rules;
    this.orders = orders;
  }

  /// The statement, newest first, from before the entry `before` (use [Long#MAX_VALUE] to begin).
  @Transactional(readOnly = true)
  public List<PointEntry> entries(PersonId whose, long before, int most) {
    var person = members.current(whose);
    var entries = ledger.history(PointBooks.balance(person), before, most);
    var subjects =
        entries.stream()
            .map(Entry::subject)
            .filter(subject -> subject.length() == 36)
            .map(UUID::fromString)
            .distinct()
            .toList();
    var lotsById =
        lots.find(subjects).stream().collect(Collectors.toMap(Lot::id, Function.identity()));
    var spendsById =
        spends.find(subjects).stream()
            .collect(Collectors.toMap(Spends.Spend::id, Function.identity()));
    return entries.stream().map(entry -> explained(entry, lotsById, spendsById)).toList();
  }

  /// What a lot was earned for.
  public Words why(Lot lot) {
    return rules.version(lot.source(), lot.version()).map(EarnRule::title).orElse(of(lot.kind()));
  }

  private PointEntry explained(
      Entry entry, Map<UUID, Lot> lotsById, Map<UUID, Spends.Spend> spendsById) {
    var id = entry.subject().length() == 36 ? UUID.fromString(entry.subject()) : new UUID(0, 0);
    var lot = lotsById.get(id);
    var spend = spendsById.get(id);
    var what = lot != null ? why(lot) : spend != null ? of(spend.purpose()) : NOTHING;
    var subject = lot != null ? lot.subject() : spend != null ? subject(spend) : "";
    return new PointEntry(entry.id(), entry.at(), entry.amount(), entry.kind(), what, subject);
  }

  private String subject(Spends.Spend spend) {
    return spend.purpose().equals("order")
        ? orders.find(OrderId.of(spend.subject())).map(Order::number).orElse("")
        : spend.subject();
  }

  private static Words of(String kind) {
    return switch (kind) {
      case "order" -> new Words("订单", "Order");
      case "exchange" -> new Words("兑换", "Exchange");
      case "wheel" -> new Words("转盘", "Wheel");
      case "quest" -> new Words("任务", "Quest");
      case "streak" -> new Words("连续签到", "Check-in streak");
      case "referral" -> new Words("邀请朋友", "Inviting a friend");
      case "contribution" -> new Words("贡献", "Contribution");
      default -> new Words("积分", "Points");
    };
  }
}
