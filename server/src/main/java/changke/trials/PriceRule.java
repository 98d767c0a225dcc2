package changke.trials;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Nobody pays more than others because of a trial. Whatever speaks of prices or amounts, by its
/// name or by its value, has to be the same in every variant; the one exception is a property
/// `benefit` that names published coupons which everybody can claim.
final class PriceRule {

  static final String BENEFIT = "benefit";

  private static final Set<String> WORDS =
      Set.of(
          "price",
          "prices",
          "pricing",
          "amount",
          "amounts",
          "discount",
          "discounts",
          "coupon",
          "coupons",
          "voucher",
          "vouchers",
          "points",
          "fee",
          "fees",
          "cost",
          "costs",
          "cashback",
          "rebate",
          "commission",
          "minor",
          "cents",
          "percent",
          "bonus",
          "deposit",
          "tariff",
          "surcharge",
          "markup",
          "tax",
          "shipping",
          "credit",
          "credits",
          "refund",
          "money",
          "charge",
          "charges",
          "bp",
          "cny",
          "usd",
          "eur",
          "yuan",
          "rate");
  private static final Pattern CHINESE = Pattern.compile("[价折券费]|优惠|积分|金额|红包|补贴|佣金|余额");
  private static final Pattern AMOUNT =
      Pattern.compile(
          "[¥￥$€£]\\s*\\d|\\d\\s*(元|块|折|分钱)|\\d\\s*(CNY|RMB|USD|EUR|yuan)|\\d\\s*%\\s*off|(满|立)减",
          Pattern.CASE_INSENSITIVE);

  private PriceRule() {}

  /// What would differ between people although it must not.
  ///
  /// @param values those of all variants, and the off value
  /// @param claimable whether everybody can claim a coupon of that key
  static List<Snag> snags(String key, List<JsonNode> values, Predicate<String> claimable) {
    var all = values.stream().map(PriceRule::leaves).toList();
    var paths = new TreeMap<String, Set<String>>();
    all.forEach(leaves -> leaves.keySet().forEach(path -> paths.put(path, new HashSet<>())));
    all.forEach(leaves -> paths.forEach((path, found) -> found.add(leaves.getOrDefault(path, ""))));
    var snags = new ArrayList<Snag>();
    var named = speaksOfMoney(key);
    paths.forEach((path, found) -> {
      if (path.equals(BENEFIT)) {
        found.stream()
            .filter(coupon -> !coupon.isEmpty() && !claimable.test(coupon))
            .forEach(coupon -> snags.add(new Snag(Snag.What.BENEFIT, coupon)));
      } else if (found.size() > 1
          && (named || speaksOfMoney(path) || found.stream().anyMatch(PriceRule::isAmount))) {
        snags.add(new Snag(Snag.What.PRICE, path.isEmpty() ? key : path));
      }
    });
    return snags;
  }

  private static boolean isAmount(String value) {
    return AMOUNT.matcher(value).find();
  }

  /// `unitPrice`, `unit_price`, `price.now` and `单价` do.
  static boolean speaksOfMoney(String name) {
    var apart = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return CHINESE.matcher(name).find()
        || Stream.of(apart.split("[^\\p{L}]+", -1)).anyMatch(WORDS::contains);
  }

  /// Every value that is not a container, with the way to it; places in lists count as names.
  private static Map<String, String> leaves(JsonNode value) {
    var leaves = new LinkedHashMap<String, String>();
    collect("", value, leaves);
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> collect(join(path, entry.getKey()), entry.getValue(), leaves));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(join(path, String.valueOf(i)), node.get(i), leaves);
      }
    } else {
      leaves.put(path, node.isString() ? node.stringValue() : node.toString());
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
