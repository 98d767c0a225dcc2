package changke.rewards;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who belongs to which published class. Pure.
final class ClassRules {

  static final Duration QUIET = Duration.ofDays(30);
  static final Duration AWAY = Duration.ofDays(90);

  /// What is known of a member that classes ask for.
  record Traits(
      int orders,
      @Nullable Instant lastOrder,
      @Nullable MonthDay birthday,
      ZoneId zone,
      Tier tier,
      Set<Benefit> benefits) {}

  private ClassRules() {}

  /// Null stands for a guest.
  static boolean belongs(Audience audience, @Nullable Traits member, Instant now) {
    if (audience == Audience.EVERYONE) {
      return true;
    }
    if (member == null) {
      return false;
    }
    return switch (audience) {
      case EVERYONE, MEMBERS -> true;
      case NEWCOMERS -> member.orders() == 0;
      case QUIET -> longAgo(member.lastOrder(), QUIET, now);
      case AWAY -> longAgo(member.lastOrder(), AWAY, now);
      case BIRTHDAY ->
          member.birthday() != null
              && member.birthday().getMonthValue()
                  == LocalDate.ofInstant(now, member.zone()).getMonthValue();
      case MEMBER_DAY -> member.benefits().contains(Benefit.MEMBER_DAY);
      case SILVER_UP -> member.tier().compareTo(Tier.SILVER) >= 0;
      case GOLD_UP -> member.tier().compareTo(Tier.GOLD) >= 0;
      case PLATINUM -> member.tier() == Tier.PLATINUM;
    };
  }

  private static boolean longAgo(@Nullable Instant last, Duration pause, Instant now) {
    return last != null && !now.isBefore(last.plus(pause));
  }
}
