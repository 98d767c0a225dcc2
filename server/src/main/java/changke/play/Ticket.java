package changke.play;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Where one draw lands on the wheel: 0 to 999,999.
///
/// `HMAC-SHA256(server seed, person's seed ‖ ":" ‖ counter)`, read as one unsigned number of 256
/// bits, modulo 1,000,000. The colon keeps seed and counter apart; the remainder of so large a
/// number favours no ticket by more than 2⁻²³⁶.
public record Ticket(int value) {

  public static final int TICKETS = 1_000_000;

  private static final BigInteger MODULUS = BigInteger.valueOf(TICKETS);

  public Ticket {
    if (value < 0 || value >= TICKETS) {
      throw new IllegalArgumentException("ticket: " + value);
    }
  }

  /// The server keeps its seed until the period is over, the person chooses theirs after the hash
  /// of the server's was published: neither can steer.
  public static Ticket draw(byte[] serverSeed, String personSeed, int counter) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(serverSeed, "HmacSHA256"));
      var bytes = mac.doFinal((personSeed + ":" + counter).getBytes(StandardCharsets.UTF_8));
      return new Ticket(new BigInteger(1, bytes).mod(MODULUS).intValueExact());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC is missing from this JDK", e);
    }
  }

  /// What is published of the server's seed before the period: its SHA-256.
  public static byte[] promise(byte[] serverSeed) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(serverSeed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is missing from this JDK", e);
    }
  }
}
