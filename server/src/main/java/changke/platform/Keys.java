package changke.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Keys for signing links and sealing settings, all derived from one file in the data folder's
/// `keys` that only its owner can read (`CHANGKE_SIGNING_KEY_FILE`). Processes that share a
/// database share the file.
@Component
public class Keys {

  private static final int BYTES = 32;

  private final byte[] root;

  Keys(
      @Value("${changke.data:var}") Path data,
      @Value("${changke.signing-key-file:${CHANGKE_SIGNING_KEY_FILE:}}") String file) {
    root = read(file.isBlank() ? data.resolve("keys/signing.key") : Path.of(file));
  }

  /// 32 bytes for one purpose: HMAC-SHA256 of its name under the file's key.
  public byte[] derive(String purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(root, "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Tells keys of different files apart without saying anything about them.
  public String id() {
    return HexFormat.of().formatHex(derive("id"), 0, 6);
  }

  private static byte[] read(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      var key = Base64.getDecoder().decode(Files.readString(file).trim());
      if (key.length != BYTES) {
        throw new IllegalStateException(file + " does not hold a key of " + BYTES + " bytes");
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /// Written beside and moved into place, so that nobody reads half a key.
  private static void make(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "key", ".new", owner);
    Files.writeString(fresh, Base64.getEncoder().encodeToString(key));
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // Another process made one first; that one counts.
    } finally {
      Files.delete(fresh);
    }
  }
}
