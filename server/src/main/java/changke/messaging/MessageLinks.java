package changke.messaging;

import changke.platform.Keys;
import changke.shared.PersonId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Signed links in letters. Whoever holds one may decide what this person is told, where and how
/// often, and may read why this one message came: nothing else. They work without signing in and do
/// not expire, because a letter may be opened years later and must still be stoppable.
@Component
public class MessageLinks {

  private static final byte VERSION = 1;
  private static final int MAC_BYTES = 16;
  private static final int BODY_BYTES = 1 + 16 + 16 + 1 + 1;
  private static final int LONGEST = 120;

  private final byte[] key;

  MessageLinks(Keys keys) {
    this.key = keys.derive("messaging links");
  }

  /// Whom a link speaks for, and which message on which channel it came with.
  public record Link(PersonId person, UUID message, Channel channel, Topic topic) {

    @Override
    public String toString() {
      return "Link[" + message + "]";
    }
  }

  /// The link as it stands in an address.
  public String token(Link link) {
    var body = ByteBuffer.allocate(BODY_BYTES + MAC_BYTES);
    body.put(VERSION);
    put(body, link.person().value());
    put(body, link.message());
    body.put((byte) link.channel().name().charAt(0));
    body.put((byte) link.topic().name().charAt(0));
    body.put(sign(Arrays.copyOf(body.array(), BODY_BYTES)), 0, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(body.array());
  }

  /// Empty when it is not one of ours.
  public Optional<Link> read(String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length != BODY_BYTES + MAC_BYTES || bytes[0] != VERSION) {
      return Optional.empty();
    }
    var given = Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length);
    var right = Arrays.copyOf(sign(Arrays.copyOf(bytes, BODY_BYTES)), MAC_BYTES);
    return MessageDigest.isEqual(given, right) ? Optional.of(link(bytes)) : Optional.empty();
  }

  /// A path of ours that ends with the link's token.
  String path(String door, Link link) {
    return door + token(link);
  }

  private static Link link(byte[] bytes) {
    var body = ByteBuffer.wrap(bytes);
    body.get();
    return new Link(
        new PersonId(new UUID(body.getLong(), body.getLong())),
        new UUID(body.getLong(), body.getLong()),
        byLetter(Channel.values(), body.get()),
        byLetter(Topic.values(), body.get()));
  }

  /// Channels and topics each begin with a letter of their own.
  private static <E extends Enum<E>> E byLetter(E[] all, byte letter) {
    return Arrays.stream(all)
        .filter(one -> one.name().charAt(0) == letter)
        .findFirst()
        .orElseThrow();
  }

  private static void put(ByteBuffer body, UUID id) {
    body.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private byte[] sign(byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
