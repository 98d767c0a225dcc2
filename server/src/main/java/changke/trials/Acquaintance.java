package changke.trials;

import changke.audience.Profiles;
import changke.audience.Segments;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Asks the audience about people, at most once for each question.
@Component
class Acquaintance {

  private final Segments segments;
  private final Profiles profiles;

  Acquaintance(Segments segments, Profiles profiles) {
    this.segments = segments;
    this.profiles = profiles;
  }

  Known of(Subject subject) {
    return subject.known().<Known>map(who -> new Asked(who.id())).orElse(Known.NOTHING);
  }

  private final class Asked implements Known {
    private final UUID identity;
    private @Nullable Set<UUID> memberships;
    private @Nullable Map<String, String> said;

    Asked(UUID identity) {
      this.identity = identity;
    }

    @Override
    public Set<UUID> segments() {
      if (memberships == null) {
        memberships = segments.of(profiles.root(identity)).keySet();
      }
      return memberships;
    }

    @Override
    public Map<String, String> traits() {
      if (said == null) {
        said = profiles.traits(identity);
      }
      return said;
    }
  }
}
