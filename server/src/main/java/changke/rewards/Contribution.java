package changke.rewards;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An act that helped: somebody invited, something shared, a question answered, a work made. `fact`
/// names it once and for all; `helped` is for whom, where it was for somebody.
public record Contribution(
    UUID fact, PersonId person, Kind kind, @Nullable PersonId helped, Instant at) {

  /// What acts weigh when they are new.
  public enum Kind {
    INVITE(10),
    SHARE(1),
    HELP(3),
    CREATE(5);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }

    public int weight() {
      return weight;
    }
  }
}
