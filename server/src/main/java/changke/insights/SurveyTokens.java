package changke.insights;

import changke.platform.Fingerprints;
import changke.platform.Keys;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Links that open one question for whoever holds them: its id and the first 128 bits of a
/// signature, 43 characters that say nothing about who was asked.
@Component
class SurveyTokens {

  private static final int ID = 16;
  private static final int LENGTH = 32;

  private final byte[] key;

  SurveyTokens(Keys keys) {
    key = keys.derive("survey links");
  }

  String of(UUID ask) {
    var id =
        ByteBuffer.allocate(ID)
            .putLong(ask.getMostSignificantBits())
            .putLong(ask.getLeastSignificantBits())
            .array();
    var whole = Arrays.copyOf(id, LENGTH);
    System.arraycopy(Fingerprints.mac(key).doFinal(id), 0, whole, ID, LENGTH - ID);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /// The question that a token opens; empty when we did not make it.
  Optional<UUID> ask(String token) {
    if (!token.matches("[A-Za-z0-9_-]{43}")) {
      return Optional.empty();
    }
    var whole = Base64.getUrlDecoder().decode(token);
    var id = Arrays.copyOf(whole, ID);
    var mac = Arrays.copyOf(Fingerprints.mac(key).doFinal(id), LENGTH - ID);
    var buffer = ByteBuffer.wrap(id);
    return MessageDigest.isEqual(mac, Arrays.copyOfRange(whole, ID, LENGTH))
        ? Optional.of(new UUID(buffer.getLong(), buffer.getLong()))
        : Optional.empty();
  }
}
