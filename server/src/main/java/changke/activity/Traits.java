package changke.activity;

import changke.platform.AesGcm;
import changke.platform.Keys;
import changke.shared.PersonId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What is said about a person, sealed under a key of that person's own: an entry carries
/// `"sealed"` and no traits, in the database, in the files and in backups. When the key is gone,
/// they are gone everywhere.
@Component
class Traits {

  private static final String SEALED = "sealed";

  private final PersonKeys keys;
  private final AesGcm own;
  private final Clock clock;

  Traits(PersonKeys keys, Keys secrets, Clock clock) {
    this.keys = keys;
    this.own = new AesGcm(secrets.derive("keys of people's traits"));
    this.clock = clock;
  }

  /// The keys of these identities; made where there is none yet, except for whoever was erased.
  Map<UUID, AesGcm> keys(JdbcClient on, Collection<UUID> identities) {
    var sorted = identities.stream().distinct().sorted(Digests.AS_STORED).toList();
    var fresh = sorted.stream().map(id -> own.seal(AesGcm.newKey(), bytes(id))).toList();
    return open(keys.keep(on, sorted, fresh, clock.instant()));
  }

  /// The entries with their traits, where those can still be opened.
  List<Event> unsealed(List<Event> events) {
    var sealed =
        events.stream()
            .filter(event -> event.happening().body().containsKey(SEALED))
            .map(event -> owner(event.happening()))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    if (sealed.isEmpty()) {
      return events;
    }
    var known = open(keys.of(sealed));
    return events.stream()
        .map(event -> new Event(event.position(), unsealed(event.happening(), known)))
        .toList();
  }

  private static Happening unsealed(Happening happening, Map<UUID, AesGcm> keys) {
    var body = new HashMap<>(happening.body());
    if (!(body.remove(SEALED) instanceof String text)) {
      return happening;
    }
    owner(happening)
        .flatMap(id -> Optional.ofNullable(keys.get(id)).flatMap(key -> open(key, id, text)))
        .ifPresent(traits -> body.put("traits", JsonMapper.shared().readValue(traits, Map.class)));
    return new Happening(
        happening.fact(),
        happening.kind(),
        happening.person(),
        happening.visitor(),
        happening.happenedAt(),
        body,
        happening.source());
  }

  /// Whose key closes an entry's traits: the person's, else the browser's.
  private static Optional<UUID> owner(Happening happening) {
    return happening.person().map(PersonId::value).or(happening::visitor);
  }

  private Map<UUID, AesGcm> open(Map<UUID, byte[]> sealed) {
    var open = new HashMap<UUID, AesGcm>();
    sealed.forEach((id, key) -> open.put(id, new AesGcm(own.open(key, bytes(id)))));
    return open;
  }

  /// The body with the traits sealed in it; without them when there is no key any more.
  static String seal(Map<UUID, AesGcm> keys, UUID identity, String body, String traits) {
    var key = keys.get(identity);
    if (key == null) {
      return body;
    }
    var sealed = key.seal(traits.getBytes(StandardCharsets.UTF_8), bytes(identity));
    return body.substring(0, body.length() - 1)
        + ",\""
        + SEALED
        + "\":\""
        + Base64.getEncoder().encodeToString(sealed)
        + "\"}";
  }

  /// The traits as JSON; empty when the key is not this one or the text was never sealed.
  private static Optional<String> open(AesGcm key, UUID identity, String sealed) {
    try {
      var plain = key.open(Base64.getDecoder().decode(sealed), bytes(identity));
      return Optional.of(new String(plain, StandardCharsets.UTF_8));
    } catch (AesGcm.NotAuthentic | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
