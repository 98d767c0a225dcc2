package changke.activity;

import changke.platform.Fingerprints;
import changke.platform.Keys;
import changke.shared.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who may send behaviour, and with which keys.
@Component
public class Sources {

  /// How long an old key goes on after a rotation.
  public static final Duration OVERLAP = Duration.ofDays(7);

  static final int MOST = 200;

  private static final String LETTERS = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int KEY_LENGTH = 32;

  private final SourceTable sources;
  private final WriteKeys keys;
  private final Rejections rejections;
  private final Keys secrets;
  private final RandomGenerator random;
  private final Ids ids;
  private final Clock clock;

  Sources(
      SourceTable sources,
      WriteKeys keys,
      Rejections rejections,
      Keys secrets,
      RandomGenerator random,
      Ids ids,
      Clock clock) {
    this.sources = sources;
    this.keys = keys;
    this.rejections = rejections;
    this.secrets = secrets;
    this.random = random;
    this.ids = ids;
    this.clock = clock;
  }

  /// A source with its first key, which is told in full this once unless it is public.
  @Transactional
  public Opened open(String name, Source.Kind kind, boolean money, boolean ourPeople) {
    if (kind == Source.Kind.HOUSE) {
      throw new IllegalArgumentException("the house has one source of its own");
    }
    var server = kind == Source.Kind.SERVER;
    var source =
        new Source(
            ids.next(), name, kind, money && server, ourPeople && server, clock.instant(), false);
    sources.insert(source);
    return new Opened(source, makeKey(source).key());
  }

  /// A source and a key just made for it.
  ///
  /// @param key the secret itself
  public record Opened(Source source, String key) {}

  /// Makes a new key; the others go on for [#OVERLAP], so that no program is cut off.
  @Transactional
  public Optional<Opened> rotate(UUID id) {
    var source = sources.find(id).filter(found -> !found.closed() && isOurs(found));
    return source.map(found -> {
      var made = makeKey(found);
      keys.retireOthers(id, made.id(), clock.instant().plus(OVERLAP));
      return new Opened(found, made.key());
    });
  }

  /// Ends a key at once.
  public void revoke(UUID source, UUID key) {
    if (!source.equals(Source.OWN_PAGES)) {
      keys.retire(source, key, clock.instant());
    }
  }

  public void close(UUID id) {
    sources.close(id, clock.instant());
  }

  public void reopen(UUID id) {
    sources.reopen(id);
  }

  public Optional<Source> find(UUID id) {
    return sources.find(id);
  }

  /// At most 200.
  public List<Source> all() {
    return sources.all(MOST);
  }

  public List<WriteKey> keysOf(UUID source) {
    return keys.of(source);
  }

  /// The newest first, from `offset` on.
  public List<Rejection> rejections(UUID source, int most, int offset) {
    return rejections.of(source, most, offset);
  }

  /// What a site signs user ids with: a signature is the HMAC-SHA256 of the user id under this text
  /// as hexadecimal digits. It proves to a public key that the site knows who is signed in.
  public String signingSecret(UUID source) {
    return Fingerprints.of(secrets.derive("signed user ids"), source.toString());
  }

  /// The signature of a user id under the secret of a source.
  static String signature(String secret, String userId) {
    return Fingerprints.of(secret.getBytes(StandardCharsets.UTF_8), userId);
  }

  private record Made(UUID id, String key) {}

  private Made makeKey(Source source) {
    var key = new StringBuilder(source.kind().isPublic() ? "pub_" : "srv_");
    for (int i = 0; i < KEY_LENGTH; i++) {
      key.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    var text = key.toString();
    var id = ids.next();
    keys.insert(
        id,
        source.id(),
        Digests.sha256(text),
        source.kind().isPublic() ? text : null,
        text.substring(text.length() - 4),
        clock.instant());
    return new Made(id, text);
  }

  private static boolean isOurs(Source source) {
    return source.kind() != Source.Kind.HOUSE;
  }
}
