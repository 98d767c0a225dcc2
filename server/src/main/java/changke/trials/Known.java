package changke.trials;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What the house knows of a person, asked for only by conditions that need it.
interface Known {

  Known NOTHING =
      new Known() {
        @Override
        public Set<UUID> segments() {
          return Set.of();
        }

        @Override
        public Map<String, String> traits() {
          return Map.of();
        }
      };

  Set<UUID> segments();

  Map<String, String> traits();
}
