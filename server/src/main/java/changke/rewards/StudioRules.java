package changke.rewards;

import changke.shared.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What of a draft cannot be saved as it is: the names of the fields. Pure.
final class StudioRules {

  private static final Pattern KEY = Pattern.compile("[a-z0-9-]{2,60}");
  private static final Pattern KIND = Pattern.compile("[a-z-]{2,40}");
  private static final int WHOLE = 10_000;
  private static final int LONGEST_TITLE = 80;
  private static final int LONGEST_LIFE = 3650;

  /// The rest comes with the tier or not at all.
  static final Set<Benefit> RIGHTS = Set.of(Benefit.PRIORITY_LANE, Benefit.FAST_REFUND);

  private StudioRules() {}

  static List<String> unfit(EarnRule rule) {
    var unfit = common(rule.key(), rule.title());
    check(unfit, KIND.matcher(rule.kind()).matches(), "kind");
    // A merchant pays for what was bought at the merchant's, and for nothing else.
    check(unfit, rule.merchant() == null || rule.kind().equals(Bought.SHOP_PURCHASE), "kind");
    check(unfit, rule.points() >= 0 && rule.points() <= 1_000_000, "points");
    check(unfit, rule.rateBp() >= 0 && rule.rateBp() <= WHOLE, "rate");
    check(unfit, rule.points() > 0 || rule.rateBp() > 0, "points");
    check(unfit, positive(rule.timesADay()), "times");
    check(unfit, positive(rule.dayCap()), "dayCap");
    check(unfit, positive(rule.monthCap()), "monthCap");
    check(unfit, positive(rule.totalCap()), "totalCap");
    check(unfit, rule.pendingDays() >= 0 && rule.pendingDays() <= 365, "pending");
    check(unfit, rule.lifeDays() >= 1 && rule.lifeDays() <= LONGEST_LIFE, "life");
    check(unfit, rule.validUntil() == null || rule.validUntil().isAfter(rule.validFrom()), "until");
    return unfit;
  }

  static List<String> unfit(Terms terms) {
    var unfit = common(terms.key(), terms.title());
    switch (terms.kind()) {
      case FIXED -> check(unfit, terms.offMinor() != null && terms.offMinor() > 0, "off");
      case PERCENT -> {
        check(unfit, share(terms.offBp()), "percent");
        check(unfit, terms.capMinor() != null && terms.capMinor() > 0, "cap");
      }
      case TRIAL -> check(unfit, !terms.offers().isEmpty(), "offers");
    }
    check(unfit, (terms.kind() == Terms.Kind.FIXED) == (terms.offMinor() != null), "off");
    check(unfit, (terms.kind() == Terms.Kind.PERCENT) == (terms.offBp() != null), "percent");
    check(unfit, positive(terms.capMinor()), "cap");
    check(unfit, terms.thresholdMinor() >= 0, "threshold");
    check(unfit, positive(terms.totalLimit()), "total");
    check(unfit, positive(terms.perPerson()), "each");
    check(unfit, positive(terms.againDays()), "again");
    check(unfit, positive(terms.budgetMinor()), "budget");
    check(unfit, terms.lifeDays() >= 1 && terms.lifeDays() <= LONGEST_LIFE, "life");
    check(
        unfit,
        terms.validUntil() == null || terms.validUntil().isAfter(terms.validFrom()),
        "until");
    check(
        unfit,
        terms.funder().equals(PointBooks.PLATFORM)
            || (terms.merchant() != null && terms.funder().equals(terms.merchant().toString())),
        "funder");
    // A merchant's promise is paid by the merchant, so it names its end.
    check(
        unfit, terms.funder().equals(PointBooks.PLATFORM) || terms.budgetMinor() != null, "budget");
    return unfit;
  }

  static List<String> unfit(Promotion promotion) {
    var unfit = common(promotion.key(), promotion.title());
    var priced = promotion.kind() == Promotion.Kind.PRICE || promotion.kind() == Promotion.Kind.SET;
    check(unfit, priced == (promotion.priceMinor() != null), "price");
    check(unfit, promotion.priceMinor() == null || promotion.priceMinor() >= 0, "price");
    var percent = promotion.kind() == Promotion.Kind.PERCENT;
    check(unfit, percent ? share(promotion.offBp()) : promotion.offBp() == null, "percent");
    var gift = promotion.kind() == Promotion.Kind.FREE_PIECES;
    check(unfit, gift ? whole(promotion.buy()) : promotion.buy() == null, "buy");
    check(unfit, gift ? whole(promotion.free()) : promotion.free() == null, "free");
    check(
        unfit, promotion.kind() != Promotion.Kind.PRICE || !promotion.offers().isEmpty(), "offers");
    check(
        unfit,
        promotion.kind() != Promotion.Kind.SET
            || (promotion.offers().size() >= 2 && promotion.offers().size() <= 10),
        "offers");
    check(unfit, positive(promotion.stock()), "stock");
    check(unfit, positive(promotion.perPerson()), "each");
    check(unfit, positive(promotion.budgetMinor()), "budget");
    check(unfit, between(promotion.monthDay(), 28), "monthDay");
    check(unfit, between(promotion.weekDay(), 7), "weekDay");
    check(
        unfit,
        promotion.validUntil() == null || promotion.validUntil().isAfter(promotion.validFrom()),
        "until");
    // A countdown that tells the truth needs an end.
    check(
        unfit,
        promotion.occasion() != Promotion.Occasion.FLASH || promotion.validUntil() != null,
        "until");
    check(
        unfit,
        promotion.funder().equals(PointBooks.PLATFORM)
            || (promotion.merchant() != null
                && promotion.funder().equals(promotion.merchant().toString())),
        "funder");
    return unfit;
  }

  static List<String> unfit(Exchange exchange) {
    var unfit = common(exchange.key(), exchange.title());
    var right = exchange.right();
    check(unfit, exchange.points() >= 1 && exchange.points() <= 100_000_000, "points");
    check(unfit, (exchange.terms() == null) != (right == null), "thing");
    check(unfit, right == null || (right.days() >= 1 && right.days() <= 366), "days");
    check(unfit, right == null || RIGHTS.contains(right.benefit()), "thing");
    return unfit;
  }

  static List<String> unfit(Rate rate) {
    var unfit = common(rate.key(), rate.title());
    check(unfit, rate.pointsAUnit() >= 1 && rate.pointsAUnit() <= 1_000_000, "points");
    check(unfit, rate.lifeDays() >= 1 && rate.lifeDays() <= LONGEST_LIFE, "life");
    return unfit;
  }

  private static List<String> common(String key, Words title) {
    var unfit = new ArrayList<String>();
    check(unfit, KEY.matcher(key).matches(), "key");
    check(
        unfit,
        !title.zh().isEmpty()
            && !title.en().isEmpty()
            && title.zh().length() <= LONGEST_TITLE
            && title.en().length() <= LONGEST_TITLE,
        "title");
    return unfit;
  }

  private static void check(List<String> unfit, boolean fits, String field) {
    if (!fits && !unfit.contains(field)) {
      unfit.add(field);
    }
  }

  private static boolean share(@Nullable Integer basisPoints) {
    return basisPoints != null && basisPoints >= 1 && basisPoints <= WHOLE;
  }

  private static boolean whole(@Nullable Integer count) {
    return count != null && count >= 1 && count <= 100;
  }

  private static boolean positive(@Nullable Number number) {
    return number == null || number.longValue() >= 1;
  }

  private static boolean between(@Nullable Integer number, int most) {
    return number == null || (number >= 1 && number <= most);
  }
}
