package changke.cashier;

import changke.shared.Ids;
import changke.shared.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// The sandbox's trades and notifications.
@Component
public class Cashier {

  private static final Duration SENDING = Duration.ofSeconds(30);
  private static final List<Duration> AGAIN =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30));
  private static final String SUCCESS = "success";
  private static final int AT_ONCE = 200;
  private static final int SENDERS = 4;
  private static final int TRADE_NO_LENGTH = 28;

  private final Trades trades;
  private final Notices notices;
  private final Transfers transfers;
  private final Seal seal;
  private final Postman postman;
  private final TransactionOperations transaction;
  private final Ids ids;
  private final RandomGenerator chance;
  private final Clock clock;
  private final ExecutorService background = few();
  private final ExecutorService senders = few();
  private volatile Duration latency = Duration.ZERO;

  Cashier(
      Trades trades,
      Notices notices,
      Transfers transfers,
      Seal seal,
      Postman postman,
      TransactionOperations transaction,
      Ids ids,
      RandomGenerator chance,
      Clock clock) {
    this.trades = trades;
    this.notices = notices;
    this.transfers = transfers;
    this.seal = seal;
    this.postman = postman;
    this.transaction = transaction;
    this.ids = ids;
    this.chance = chance;
    this.clock = clock;
  }

  /// How long the sandbox of this process thinks before it answers the shop.
  public void think(Duration latency) {
    this.latency = latency;
  }

  void think() {
    if (latency.isPositive()) {
      try {
        TimeUnit.NANOSECONDS.sleep(latency.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  boolean genuine(Map<String, String> fields) {
    return seal.genuine(fields);
  }

  /// Takes a payment on; the same number of the shop again is the same trade.
  ///
  /// @throws IllegalArgumentException when fields are missing or malformed
  String create(Map<String, String> fields) {
    var amount = Money.of(Long.parseLong(need(fields, "amount")), need(fields, "currency"));
    var tradeNo = new StringBuilder();
    for (int i = 0; i < TRADE_NO_LENGTH; i++) {
      tradeNo.append((char) ('0' + chance.nextInt(10)));
    }
    return trades.make(
        new Trade(
            tradeNo.toString(),
            need(fields, "pid"),
            need(fields, "out_trade_no"),
            amount,
            need(fields, "title"),
            need(fields, "notify_url"),
            need(fields, "return_url"),
            Trade.State.WAITING,
            ""),
        clock.instant());
  }

  Optional<Trade> find(String tradeNo) {
    return trades.find(tradeNo);
  }

  Optional<Trade> find(String pid, String outTradeNo) {
    return trades.find(pid, outTradeNo);
  }

  void close(String pid, String outTradeNo) {
    trades.close(pid, outTradeNo);
  }

  /// Gives back; false when there is not so much left.
  boolean refund(Trade trade, String refundNo, long amountMinor) {
    trades.refund(trade.tradeNo(), refundNo, amountMinor, clock.instant());
    return trades.refunded(trade.tradeNo(), refundNo);
  }

  boolean refunded(Trade trade, String refundNo) {
    return trades.refunded(trade.tradeNo(), refundNo);
  }

  /// Sends money to a person, who is anybody but one whose account begins with `refuse`.
  ///
  /// @throws IllegalArgumentException when fields are missing or malformed
  void transfer(Map<String, String> fields) {
    var amount = Money.of(Long.parseLong(need(fields, "amount")), need(fields, "currency"));
    var account = need(fields, "account");
    transfers.send(
        need(fields, "transfer_no"),
        need(fields, "pid"),
        account,
        amount.minor(),
        amount.currency().getCurrencyCode(),
        account.startsWith("refuse"),
        clock.instant());
  }

  Optional<String> transferred(Map<String, String> fields) {
    return transfers.state(fields.getOrDefault("transfer_no", ""), fields.getOrDefault("pid", ""));
  }

  List<String> statement(Map<String, String> fields) {
    return transfers.statement(
        need(fields, "pid"),
        Instant.parse(need(fields, "from")),
        Instant.parse(need(fields, "to")));
  }

  /// The buyer pays; false when the trade does not wait for it any more. Notifications leave at
  /// once, in the background, and again until the shop has answered.
  public boolean pay(String tradeNo, Behaviour behaviour) {
    return pay(tradeNo, "", behaviour);
  }

  /// The same from an account that the shop is told.
  public boolean pay(String tradeNo, String account, Behaviour behaviour) {
    var paid =
        transaction.execute(status -> {
          var now = clock.instant();
          if (!trades.pay(tradeNo, account, now)) {
            return false;
          }
          if (!behaviour.lose()) {
            write(tradeNo, behaviour, now);
          }
          return true;
        });
    if (Boolean.TRUE.equals(paid)) {
      background.execute(this::sendDue);
    }
    return Boolean.TRUE.equals(paid);
  }

  /// Sends what is due and returns how much it was.
  public int sendDue() {
    var due = notices.takeDue(clock.instant(), SENDING, AT_ONCE);
    var sent =
        due.stream()
            .map(notice -> CompletableFuture.runAsync(() -> send(notice), senders))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(sent).join();
    return due.size();
  }

  private void write(String tradeNo, Behaviour behaviour, Instant now) {
    var due = now.plusSeconds(behaviour.delaySeconds());
    if (behaviour.forge()) {
      notices.add(ids.next(), tradeNo, "paid", true, now);
    }
    for (int i = 0; i < behaviour.copies(); i++) {
      notices.add(ids.next(), tradeNo, "paid", false, due);
    }
    if (behaviour.reorder()) {
      notices.add(ids.next(), tradeNo, "waiting", false, due.plusSeconds(1));
    }
  }

  private void send(Notices.Notice notice) {
    var trade = trades.find(notice.tradeNo()).orElseThrow();
    var answer = postman.carry(trade.notifyUrl(), fields(trade, notice));
    notices.answered(notice.id(), answer, next(notice, answer));
  }

  private @Nullable Instant next(Notices.Notice notice, String answer) {
    return answer.equals(SUCCESS) || notice.forged() || notice.tries() > AGAIN.size()
        ? null
        : clock.instant().plus(AGAIN.get(notice.tries() - 1));
  }

  private Map<String, String> fields(Trade trade, Notices.Notice notice) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("pid", trade.pid());
    fields.put("trade_no", trade.tradeNo());
    fields.put("out_trade_no", trade.outTradeNo());
    fields.put("amount", String.valueOf(trade.amount().minor()));
    fields.put("currency", trade.amount().currency().getCurrencyCode());
    fields.put("status", notice.status());
    fields.put("at", String.valueOf(clock.instant().getEpochSecond()));
    if (!trade.account().isEmpty()) {
      fields.put("buyer", trade.account());
    }
    fields.put("sign", seal.sign(fields));
    if (notice.forged()) {
      fields.put("amount", "1");
    }
    return fields;
  }

  /// Few at once: the shop that is notified is this very process, with a small pool.
  private static ExecutorService few() {
    return Executors.newFixedThreadPool(SENDERS, Thread.ofVirtual().factory());
  }

  private static String need(Map<String, String> fields, String name) {
    var value = fields.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
