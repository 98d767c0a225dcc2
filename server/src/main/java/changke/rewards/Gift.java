package changke.rewards;

import changke.shared.PersonId;
import java.time.Duration;
import java.util.Map;

/// Points whose number another module's own published rule decided: a quest's reward, a prize. They
/// can be spent at once when `pending` is zero. `source` is that rule's key, `version` its version,
/// `why` whatever else explains it.
public record Gift(
    PersonId person,
    String fact,
    long points,
    String kind,
    String source,
    int version,
    String subject,
    Duration pending,
    int lifeDays,
    Map<String, String> why) {

  private static final int YEAR = 365;

  public Gift {
    if (points <= 0) {
      throw new IllegalArgumentException("a gift of " + points);
    }
    why = Map.copyOf(why);
  }

  /// A gift that counts at once and lives for a year.
  public static Gift now(
      PersonId person, String fact, long points, String kind, String source, int version) {
    return new Gift(person, fact, points, kind, source, version, "", Duration.ZERO, YEAR, Map.of());
  }
}
