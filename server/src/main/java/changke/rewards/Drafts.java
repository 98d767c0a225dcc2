package changke.rewards;

import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads rules, terms, promotions and what the exchange has from what people type. Amounts are in
/// major units, shares in percent, times local to `zone`. What cannot be read is named in
/// [#unreadable].
public final class Drafts {

  private static final String RIGHT = "right:";

  private final Map<String, String> fields;
  private final Currency currency;
  private final ZoneId zone;
  private final Instant now;
  private final List<String> unreadable = new ArrayList<>();

  public Drafts(Map<String, String> fields, Currency currency, ZoneId zone, Instant now) {
    this.fields = Map.copyOf(fields);
    this.currency = currency;
    this.zone = zone;
    this.now = now;
  }

  /// The fields that could not be read so far.
  public List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  public EarnRule rule(@Nullable MerchantId merchant) {
    return new EarnRule(
        text("key"),
        0,
        text("kind"),
        title(),
        number("points", 0),
        share("rate", 0),
        whole("times"),
        amount("dayCap"),
        amount("monthCap"),
        amount("totalCap"),
        (int) number("pending", 0),
        (int) number("life", 365),
        merchant,
        java.util.Objects.requireNonNullElse(time("from"), now),
        time("until"));
  }

  public Terms terms(UUID id, @Nullable MerchantId merchant) {
    var kind = choice("form", Terms.Kind.class, Terms.Kind.FIXED);
    return new Terms(
        id,
        text("key"),
        0,
        title(),
        kind,
        kind == Terms.Kind.FIXED ? money("off") : null,
        kind == Terms.Kind.PERCENT ? (Integer) share("percent", 0) : null,
        kind == Terms.Kind.FIXED ? null : money("cap"),
        java.util.Objects.requireNonNullElse(money("threshold"), 0L),
        offers(),
        words("categories"),
        merchant,
        choice("audience", Audience.class, Audience.MEMBERS),
        fields.containsKey("claimable"),
        fields.containsKey("alone"),
        PointBooks.funder(merchant),
        java.util.Objects.requireNonNullElse(time("from"), now),
        time("until"),
        (int) number("life", 30),
        amount("total"),
        whole("each"),
        whole("again"),
        money("budget"));
  }

  public Promotion promotion(UUID id, @Nullable MerchantId merchant) {
    var kind = choice("form", Promotion.Kind.class, Promotion.Kind.PRICE);
    var priced = kind == Promotion.Kind.PRICE || kind == Promotion.Kind.SET;
    return new Promotion(
        id,
        text("key"),
        0,
        title(),
        choice("occasion", Promotion.Occasion.class, Promotion.Occasion.LIMITED),
        kind,
        offers(),
        merchant,
        priced ? money("price") : null,
        kind == Promotion.Kind.PERCENT ? (Integer) share("percent", 0) : null,
        kind == Promotion.Kind.FREE_PIECES ? whole("buy") : null,
        kind == Promotion.Kind.FREE_PIECES ? whole("free") : null,
        choice("audience", Audience.class, Audience.EVERYONE),
        whole("monthDay"),
        whole("weekDay"),
        PointBooks.funder(merchant),
        java.util.Objects.requireNonNullElse(time("from"), now),
        time("until"),
        amount("stock"),
        whole("each"),
        money("budget"),
        0,
        0);
  }

  /// `thing` is `coupon:` with the key of terms, or `right:` with a benefit, which lasts `days`.
  public Exchange exchange() {
    var thing = text("thing");
    var right = thing.startsWith(RIGHT);
    return new Exchange(
        text("key"),
        0,
        title(),
        number("points", 0),
        right ? null : thing.substring(thing.indexOf(':') + 1),
        right ? right(thing.substring(RIGHT.length())) : null);
  }

  private Exchange.@Nullable Right right(String benefit) {
    try {
      return new Exchange.Right(Benefit.valueOf(benefit), (int) number("days", 0));
    } catch (IllegalArgumentException none) {
      unreadable.add("thing");
      return null;
    }
  }

  public Rate rate() {
    return new Rate(text("key"), 0, title(), (int) number("points", 0), (int) number("life", 365));
  }

  private Words title() {
    return new Words(text("titleZh"), text("titleEn"));
  }

  private String text(String name) {
    return fields.getOrDefault(name, "").strip();
  }

  private long number(String name, long otherwise) {
    var number = amount(name);
    return number == null ? otherwise : number;
  }

  private @Nullable Long amount(String name) {
    return read(name, Long::valueOf);
  }

  private @Nullable Integer whole(String name) {
    return read(name, Integer::valueOf);
  }

  private @Nullable Long money(String name) {
    return read(name, text -> Money.parse(text, currency).minor());
  }

  /// Percent with up to two decimals, as basis points.
  private int share(String name, int otherwise) {
    var share =
        read(name, text -> new java.math.BigDecimal(text).movePointRight(2).intValueExact());
    return share == null ? otherwise : share;
  }

  private @Nullable Instant time(String name) {
    return read(name, text -> LocalDateTime.parse(text).atZone(zone).toInstant());
  }

  private <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    var chosen = read(name, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    return chosen == null ? otherwise : chosen;
  }

  private Set<OfferId> offers() {
    var read =
        read(
            "offers",
            text ->
                Arrays.stream(text.split("[\\s,]+"))
                    .map(id -> OfferId.of(id.substring(id.lastIndexOf('/') + 1)))
                    .collect(Collectors.toSet()));
    return read == null ? Set.of() : read;
  }

  private Set<String> words(String name) {
    var read = read(name, text -> Set.copyOf(Arrays.asList(text.split("[\\s,]+"))));
    return read == null ? Set.of() : read;
  }

  private <T> @Nullable T read(String name, Function<String, T> reader) {
    var text = text(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException unfit) {
      unreadable.add(name);
      return null;
    }
  }
}
