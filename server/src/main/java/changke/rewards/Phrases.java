package changke.rewards;

import changke.shared.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The parts of which rules in plain words are made, in both languages.
final class Phrases {

  private Phrases() {}

  static String zh(Benefit benefit) {
    return switch (benefit) {
      case EARLY_ACCESS -> "新品抢先";
      case MEMBER_DAY -> "会员日折扣";
      case PRIORITY_LANE -> "优先客服";
      case FAST_REFUND -> "极速退款";
      case ADVISER -> "专属顾问";
    };
  }

  static String en(Benefit benefit) {
    return switch (benefit) {
      case EARLY_ACCESS -> "early access";
      case MEMBER_DAY -> "member-day discount";
      case PRIORITY_LANE -> "priority lane";
      case FAST_REFUND -> "fast refund";
      case ADVISER -> "a personal adviser";
    };
  }

  static String zh(Audience audience) {
    return switch (audience) {
      case EVERYONE -> "人人可用";
      case MEMBERS -> "会员可用";
      case NEWCOMERS -> "还没买过的会员";
      case QUIET -> "30 天没有下单的会员";
      case AWAY -> "90 天没有下单的会员";
      case BIRTHDAY -> "生日当月的会员";
      case MEMBER_DAY -> "等级带会员日的会员";
      case SILVER_UP -> "白银及以上会员";
      case GOLD_UP -> "黄金及以上会员";
      case PLATINUM -> "铂金会员";
    };
  }

  static String en(Audience audience) {
    return switch (audience) {
      case EVERYONE -> "for everyone";
      case MEMBERS -> "for members";
      case NEWCOMERS -> "for members who have not bought yet";
      case QUIET -> "for members without an order for 30 days";
      case AWAY -> "for members without an order for 90 days";
      case BIRTHDAY -> "for members in the month of their birthday";
      case MEMBER_DAY -> "for members whose tier brings the member day";
      case SILVER_UP -> "for silver and above";
      case GOLD_UP -> "for gold and above";
      case PLATINUM -> "for platinum";
    };
  }

  static String zh(@Nullable Money money) {
    return money == null ? "" : money(money, Locale.CHINA);
  }

  static String en(@Nullable Money money) {
    return money == null ? "" : money(money, Locale.US);
  }

  private static String money(Money money, Locale locale) {
    var format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(money.currency());
    format.setMinimumFractionDigits(money.currency().getDefaultFractionDigits());
    return format.format(money.major());
  }

  static String percent(@Nullable Integer basisPoints) {
    return BigDecimal.valueOf(basisPoints == null ? 0 : basisPoints, 2)
        .stripTrailingZeros()
        .toPlainString();
  }

  static String day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toString().substring(0, 16).replace('T', ' ') + " UTC";
  }
}
