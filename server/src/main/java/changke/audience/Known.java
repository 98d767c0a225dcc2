package changke.audience;

import changke.engine.segment.Traits;
import changke.engine.value.RfmSegment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is known of everybody as a number, and can be asked for in segments.
public enum Known {
  STAGE(names(Stage.values())),
  RFM(names(RfmSegment.values())),
  RECENCY(List.of()),
  FREQUENCY(List.of()),
  MONEY(List.of()),
  ORDERS(List.of()),
  NET_MINOR(List.of()),
  ACTS(List.of()),
  ACTIVE_DAYS(List.of()),
  DAYS_SINCE_FIRST(List.of()),
  DAYS_SINCE_LAST(List.of()),
  TIER(List.of("BRONZE", "SILVER", "GOLD", "PLATINUM")),
  MEMBER(List.of("NO", "YES"));

  /// What is said with identify has this before its name.
  public static final String SAID = "traits.";

  @SuppressWarnings("ImmutableEnumChecker") // Copies that nobody can change.
  private final List<String> choices;

  Known(List<String> choices) {
    this.choices = List.copyOf(choices);
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  /// The values to choose from, worst first; empty for plain numbers.
  public List<String> choices() {
    return choices;
  }

  /// `days_since_last` for [#DAYS_SINCE_LAST].
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Known> of(String code) {
    return Arrays.stream(values()).filter(known -> known.code().equals(code)).findFirst();
  }

  /// The number that stands for a value; empty when there is none such.
  Optional<Long> number(String value) {
    if (!choices.isEmpty()) {
      int at = choices.indexOf(value);
      return at < 0 ? Optional.empty() : Optional.of((long) at);
    }
    try {
      return Optional.of(Long.parseLong(value.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private long at(String choice) {
    return choices.indexOf(choice);
  }

  long of(Portrait person) {
    var profile = person.profile();
    var rfm = profile.rfm();
    return switch (this) {
      case STAGE -> profile.stage() == null ? Traits.UNKNOWN : at(profile.stage().name());
      case RFM -> rfm == null ? Traits.UNKNOWN : at(rfm.segment().name());
      case RECENCY -> rfm == null ? Traits.UNKNOWN : rfm.recency();
      case FREQUENCY -> rfm == null ? Traits.UNKNOWN : rfm.frequency();
      case MONEY -> rfm == null ? Traits.UNKNOWN : rfm.money();
      case ORDERS -> profile.orders();
      case NET_MINOR -> profile.netMinor();
      case ACTS -> profile.acts();
      case ACTIVE_DAYS -> profile.activeDays();
      case DAYS_SINCE_FIRST -> profile.asOf().toEpochDay() - person.firstDay();
      case DAYS_SINCE_LAST -> profile.asOf().toEpochDay() - person.lastDay();
      case TIER -> person.tier() < 0 ? Traits.UNKNOWN : person.tier();
      case MEMBER -> profile.member() ? 1 : 0;
    };
  }
}
