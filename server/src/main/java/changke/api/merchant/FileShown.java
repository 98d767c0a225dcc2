package changke.api.merchant;

import changke.vault.StoredFile;
import java.time.Instant;
import java.util.UUID;

/// A file on sale, in its present version.
record FileShown(UUID offer, int version, String name, long bytes, Instant keptAt) {

  static FileShown of(StoredFile file) {
    return new FileShown(
        file.offer().value(), file.version(), file.name(), file.bytes(), file.keptAt());
  }
}
