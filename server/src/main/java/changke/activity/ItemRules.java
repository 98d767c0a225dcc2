package changke.activity;

import changke.platform.Fingerprints;
import changke.shared.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What an item becomes: an entry of the journal, or a rejection. One instance reads one delivery.
///
/// Trust follows from the key. A server's user id is believed. A public key's is believed when it
/// is the one who is signed in here, or when it carries the site's signature; otherwise the entry
/// belongs to the browser alone, under a pseudonym that no person has.
final class ItemRules {

  private static final int LONGEST_KIND = 100;
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Map<String, String> SHORT =
      Map.of("t", "track", "i", "identify", "p", "page", "s", "screen", "g", "group", "a", "alias");
  private static final Set<String> TYPES =
      Set.of("track", "identify", "page", "screen", "group", "alias");

  /// What only the house itself, and servers with the scope, may say.
  private static final Set<String> OF_MONEY =
      Set.of(
          "Order Placed",
          "Order Paid",
          "Order Updated",
          "Order Delivered",
          "Order Completed",
          "Order Refunded",
          "Order Cancelled",
          "Order Expired",
          "Licence Issued",
          "Subscription Renewed",
          "Identities Merged",
          "Merge Undone",
          "Person Erased",
          "Segment Entered",
          "Segment Left",
          "Stage Changed",
          "Choices Changed");

  private final Source source;
  private final Delivery delivery;
  private final Parcel parcel;
  private final Instant receivedAt;
  private final Mac pseudonyms;
  private final String signingSecret;
  private final Ids ids;

  ItemRules(
      Source source,
      Delivery delivery,
      Parcel parcel,
      Instant receivedAt,
      Mac pseudonyms,
      String signingSecret,
      Ids ids) {
    this.source = source;
    this.delivery = delivery;
    this.parcel = parcel;
    this.receivedAt = receivedAt;
    this.pseudonyms = pseudonyms;
    this.signingSecret = signingSecret;
    this.ids = ids;
  }

  /// The long name of a type; null when there is no such type.
  static @Nullable String type(@Nullable String name) {
    if (name == null) {
      return null;
    }
    var type = SHORT.getOrDefault(name, name).toLowerCase(Locale.ROOT);
    return TYPES.contains(type) ? type : null;
  }

  Rejection.@Nullable Reason problem(Item item) {
    if (item.problem() != null) {
      return item.problem();
    }
    var type = typeOf(item);
    if (type == null) {
      return Rejection.Reason.NO_TYPE;
    }
    if (type.equals("track") && item.event() == null) {
      return Rejection.Reason.NO_NAME;
    }
    var alias = type.equals("alias") && item.previousId() != null;
    return item.userId() == null && item.anonymousId() == null && !alias && !isOwn()
        ? Rejection.Reason.NO_PERSON
        : null;
  }

  Entry entry(Item item) {
    var type = Objects.requireNonNull(typeOf(item));
    var person = person(item);
    var visitor = visitor(item, person);
    var kind = kind(type, item);
    var time =
        ClientTime.of(
            item.timestamp(), item.sentAt() == null ? parcel.sentAt() : item.sentAt(), receivedAt);
    var named = item.messageId() != null;
    return new Entry(
        item.messageId() == null ? ids.next() : Digests.message(source.id(), item.messageId()),
        named,
        kind,
        person,
        visitor,
        time.happenedAt(),
        body(type, item, time),
        item.traits(),
        claim(type, person, visitor));
  }

  private @Nullable String typeOf(Item item) {
    return delivery.type() == null ? type(item.type()) : delivery.type();
  }

  private boolean isOwn() {
    return source.kind() == Source.Kind.HOUSE
        && (delivery.member().isPresent() || delivery.visitor().isPresent());
  }

  /// The known person whose act this provably is.
  private @Nullable UUID person(Item item) {
    if (source.kind() == Source.Kind.HOUSE) {
      return delivery.member().map(member -> member.value()).orElse(null);
    }
    var claimed = item.userId();
    return claimed == null || (source.kind().isPublic() && !isSigned(item, claimed))
        ? null
        : known(claimed);
  }

  private boolean isSigned(Item item, String userId) {
    var signature = item.signature();
    return signature != null
        && MessageDigest.isEqual(
            Sources.signature(signingSecret, userId).getBytes(StandardCharsets.US_ASCII),
            signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
  }

  private UUID known(String userId) {
    return source.ourPeople() && UUID_TEXT.matcher(userId).matches()
        ? UUID.fromString(userId)
        : Digests.pseudonym(pseudonyms, source.id(), "user", userId);
  }

  private @Nullable UUID visitor(Item item, @Nullable UUID person) {
    if (source.kind() == Source.Kind.HOUSE && delivery.visitor().isPresent()) {
      return delivery.visitor().get();
    }
    if (item.anonymousId() != null) {
      return Digests.pseudonym(pseudonyms, source.id(), "anonymous", item.anonymousId());
    }
    var claimed = item.userId() == null ? item.previousId() : item.userId();
    return person != null || claimed == null
        ? null
        : Digests.pseudonym(pseudonyms, source.id(), "claimed", claimed);
  }

  /// Merging rests on identify, and on being signed in here; never on an alias.
  private Entry.@Nullable Claim claim(String type, @Nullable UUID person, @Nullable UUID visitor) {
    if (person == null || visitor == null || person.equals(visitor)) {
      return null;
    }
    return switch (source.kind()) {
      case HOUSE -> new Entry.Claim(visitor, person, Proof.SESSION);
      case BROWSER ->
          type.equals("identify") ? new Entry.Claim(visitor, person, Proof.SIGNED) : null;
      case SERVER ->
          type.equals("identify") ? new Entry.Claim(visitor, person, Proof.SERVER) : null;
    };
  }

  private String kind(String type, Item item) {
    return switch (type) {
      case "page" -> "Page Viewed";
      case "screen" -> "Screen Viewed";
      case "identify" -> "Identified";
      case "group" -> "Grouped";
      case "alias" -> "Aliased";
      default -> track(Objects.requireNonNull(item.event()));
    };
  }

  private String track(String event) {
    var known = Ga4.event(event);
    var name = known == null ? JsonNames.clean(event, LONGEST_KIND) : known;
    return OF_MONEY.contains(name) && !source.money() ? "Claimed " + name : name;
  }

  private String body(String type, Item item, ClientTime time) {
    var body = new StringBuilder(256);
    body.append("{\"properties\":");
    var ga4 = type.equals("track") && Ga4.event(String.valueOf(item.event())) != null;
    var properties = ga4 ? Ga4.properties(item.properties()) : item.properties();
    body.append(properties.isEmpty() ? "{}" : properties);
    object(body, "context", merged(item.context()));
    text(body, "name", item.name());
    text(body, "category", item.category());
    text(body, "group", item.groupId());
    text(body, "clock", time.mark());
    if (item.event() != null && item.event().length() > LONGEST_KIND) {
      text(body, "event", item.event());
    }
    if (source.kind().isPublic()) {
      text(body, "trust", "public");
    } else if (source.money()) {
      text(body, "trust", "money");
    }
    return body.append('}').toString();
  }

  /// The item's own context wins over the batch's, member by member.
  private String merged(String own) {
    if (parcel.context().isEmpty() || own.isEmpty()) {
      return own.isEmpty() ? parcel.context() : own;
    }
    var json = JsonMapper.shared();
    if (json.readTree(parcel.context()) instanceof ObjectNode all
        && json.readTree(own) instanceof ObjectNode mine) {
      all.setAll(mine);
      return all.toString();
    }
    return own;
  }

  private static void object(StringBuilder body, String name, String json) {
    if (!json.isEmpty()) {
      body.append(",\"").append(name).append("\":").append(json);
    }
  }

  private static void text(StringBuilder body, String name, @Nullable String value) {
    if (value != null) {
      body.append(",\"").append(name).append("\":");
      JsonText.quote(body, value);
    }
  }

  /// A keyed instance for one delivery.
  static Mac pseudonyms(byte[] key) {
    return Fingerprints.mac(key);
  }
}
