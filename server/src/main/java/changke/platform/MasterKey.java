package changke.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The key that wraps all other keys: a file outside database and backup, named by
/// `CHANGKE_MASTER_KEY_FILE` or else `keys/master.key` in the data folder, mode 0600. Its lines are
/// base64 of 32 bytes each; the first wraps, all of them unwrap, so that a new line on top is how
/// the master key is changed.
///
/// The database knows the fingerprints of the keys in use. A start refuses when one of them is not
/// in the file: better not to run than to take cards that nobody can read again. Only on a database
/// that has never seen a master key is a missing file made.
@Component
public final class MasterKey {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /// A process that was started before the change may still wrap under the old key for a while.
  private static final Duration ALL_RESTARTED_AFTER = Duration.ofDays(1);

  private final Map<String, AesGcm> keys = new LinkedHashMap<>();
  private final KnownKeys known;
  private final Clock clock;
  private final String current;

  @Autowired
  MasterKey(Environment settings, MasterKeys known, Clock clock) {
    this(
        Path.of(
            settings.getProperty(
                "CHANGKE_MASTER_KEY_FILE",
                settings.getRequiredProperty("changke.data") + "/keys/master.key")),
        known,
        clock);
  }

  MasterKey(Path file, KnownKeys known, Clock clock) {
    this.known = known;
    this.clock = clock;
    var inUse = known.inUse();
    if (!Files.exists(file)) {
      if (!inUse.isEmpty()) {
        throw new MasterKeyMissing(
            "the master key file " + file + " is missing, and the database needs it: restore it");
      }
      make(file);
    }
    read(file);
    for (var id : inUse) {
      if (!keys.containsKey(id)) {
        throw new MasterKeyMissing(
            "the master key file " + file + " does not hold the key " + id + " of this database");
      }
    }
    current = keys.keySet().iterator().next();
    known.seen(current, clock.instant());
  }

  /// The fingerprint of the key that wraps; it is kept beside what was wrapped.
  public String id() {
    return current;
  }

  /// Nothing lies under the older keys any more: a day after the change they are no longer needed
  /// to start. The vault, which alone wraps with this key, calls it when its rotation has moved
  /// all.
  public void retireOthers() {
    known.retireOthers(current, clock.instant().minus(ALL_RESTARTED_AFTER), clock.instant());
  }

  /// Wraps a small secret; `context` says what it is and whose.
  public byte[] wrap(byte[] secret, String context) {
    return key(current).seal(secret, context.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] unwrap(String id, byte[] wrapped, String context) {
    return key(id).open(wrapped, context.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "MasterKey[" + current + "]";
  }

  private AesGcm key(String id) {
    var key = keys.get(id);
    if (key == null) {
      throw new MasterKeyMissing("the master key " + id + " is not in the file");
    }
    return key;
  }

  private static void make(Path file) {
    try {
      var folder = file.toAbsolutePath().getParent();
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      var line = Base64.getEncoder().encodeToString(AesGcm.newKey()) + "\n";
      // Made beside and linked into place, so that another process never reads half a key.
      var fresh =
          Files.createTempFile(
              folder, "master", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      try {
        Files.writeString(fresh, line, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.createLink(file, fresh);
      } catch (FileAlreadyExistsException e) {
        // Another process was first; its key counts.
        return;
      } finally {
        Files.delete(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the master key file " + file + " cannot be made", e);
    }
  }

  private void read(Path file) {
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new MasterKeyMissing(
            "others can read the master key file " + file + ": chmod 600 it first");
      }
      for (var line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          var bytes = Base64.getDecoder().decode(line.strip());
          keys.put(fingerprint(bytes), new AesGcm(bytes));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // The cause may quote the line, so only its kind is told.
      throw new MasterKeyMissing(
          "the master key file " + file + " cannot be read: " + e.getClass().getSimpleName());
    }
    if (keys.isEmpty()) {
      throw new MasterKeyMissing("the master key file " + file + " is empty");
    }
  }

  private static String fingerprint(byte[] key) {
    return Fingerprints.of(key, "changke master key").substring(0, 16);
  }

  /// The fingerprints that the database remembers.
  interface KnownKeys {
    List<String> inUse();

    void seen(String id, Instant at);

    /// Marks all keys but this as unneeded, if it was first seen before then.
    void retireOthers(String current, Instant seenBefore, Instant at);
  }

  /// The start is refused; the message says what to do.
  public static final class MasterKeyMissing extends RuntimeException {
    MasterKeyMissing(String message) {
      super(message);
    }
  }
}
