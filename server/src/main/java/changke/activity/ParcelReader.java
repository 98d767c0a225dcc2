package changke.activity;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// Reads bodies in one pass, without a tree. An item that is too large or too deep is passed over
/// and spoils none of its neighbours; only what is no JSON at all, or nested beyond any reason,
/// spoils the whole.
final class ParcelReader {

  static final int DEEPEST = 64;
  static final int LARGEST_BYTES = 32 * 1024;

  private static final int BEYOND_REASON = 20_000;
  private static final int SAMPLE = 300;
  private static final Set<String> SCALARS =
      Set.of(
          "type",
          "event",
          "name",
          "category",
          "messageId",
          "userId",
          "anonymousId",
          "previousId",
          "groupId",
          "timestamp",
          "sentAt",
          "writeKey");

  /// Personal, and of no use to a journal of pseudonyms.
  private static final Set<String> PRIVATE_CONTEXT =
      Set.of("ip", "traits", "device", "location", "userSignature");

  private static final Set<String> PRIVATE_TRAITS =
      Set.of(
          "email",
          "phone",
          "name",
          "firstName",
          "first_name",
          "lastName",
          "last_name",
          "username",
          "address",
          "street",
          "birthday",
          "avatar",
          "id",
          "password",
          "token");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(BEYOND_REASON)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final char[] text;
  private final int length;
  private final JsonParser parser;
  private final boolean single;

  private @Nullable String writeKey;
  private @Nullable String sentAt;
  private String context = "";
  private final List<Item> items = new ArrayList<>();

  private ParcelReader(char[] text, int length, boolean single) {
    this.text = text;
    this.length = length;
    this.single = single;
    parser = JSON.createParser(ObjectReadContext.empty(), text, 0, length);
  }

  /// Reads a body that is one item (`single`) or a batch.
  static Parcel read(byte[] body, boolean single) throws Parcel.Unreadable {
    try {
      var chars = decode(body);
      var reader = new ParcelReader(chars.array(), chars.limit(), single);
      try (reader.parser) {
        return reader.read();
      }
    } catch (CharacterCodingException e) {
      throw new Parcel.Unreadable("not UTF-8");
    } catch (JacksonException e) {
      throw new Parcel.Unreadable("not JSON");
    }
  }

  private static CharBuffer decode(byte[] body) throws CharacterCodingException {
    var bom =
        body.length > 2
                && body[0] == (byte) 0xEF
                && body[1] == (byte) 0xBB
                && body[2] == (byte) 0xBF
            ? 3
            : 0;
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(body, bom, body.length - bom));
  }

  private Parcel read() throws Parcel.Unreadable {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new Parcel.Unreadable("not an object");
    }
    if (single) {
      items.add(item());
    } else {
      envelope();
    }
    if (parser.nextToken() != null) {
      throw new Parcel.Unreadable("more than one value");
    }
    return new Parcel(writeKey, sentAt, context, items);
  }

  private void envelope() {
    for (var token = parser.nextToken();
        token == JsonToken.PROPERTY_NAME;
        token = parser.nextToken()) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (name.equals("batch") && value == JsonToken.START_ARRAY) {
        for (var next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          items.add(next == JsonToken.START_OBJECT ? item() : noItem());
        }
      } else if (name.equals("writeKey")) {
        writeKey = scalar();
      } else if (name.equals("sentAt")) {
        sentAt = scalar();
      } else if (name.equals("context") && value == JsonToken.START_OBJECT) {
        var copy = new StringBuilder();
        var depth = JsonText.copy(parser, copy, DEEPEST, PRIVATE_CONTEXT);
        context = depth > DEEPEST || copy.length() > LARGEST_BYTES ? "" : copy.toString();
      } else {
        JsonText.skip(parser);
      }
    }
  }

  private Item noItem() {
    int from = start();
    JsonText.skip(parser);
    return new Draft().item(Rejection.Reason.NOT_AN_OBJECT, sample(from));
  }

  /// What is known of an item while it is read.
  private static final class Draft {
    private final Map<String, String> scalars = new HashMap<>();
    private String properties = "";
    private String traits = "";
    private String context = "";
    private @Nullable String signature;

    private Item item(Rejection.@Nullable Reason problem, String sample) {
      return new Item(
          scalars.get("type"),
          scalars.get("event"),
          scalars.get("name"),
          scalars.get("category"),
          scalars.get("messageId"),
          scalars.get("userId"),
          scalars.get("anonymousId"),
          scalars.get("previousId"),
          scalars.get("groupId"),
          scalars.get("timestamp"),
          scalars.get("sentAt"),
          signature,
          properties,
          traits,
          context,
          problem,
          sample);
    }
  }

  private Item item() {
    int from = start();
    var draft = new Draft();
    int depth = 1;
    for (var token = parser.nextToken();
        token == JsonToken.PROPERTY_NAME;
        token = parser.nextToken()) {
      var name = parser.currentName();
      parser.nextToken();
      depth = Math.max(depth, 1 + member(draft, name));
    }
    var bytes = size(from);
    var problem =
        bytes > LARGEST_BYTES
            ? Rejection.Reason.TOO_LARGE
            : depth > DEEPEST ? Rejection.Reason.TOO_DEEP : null;
    if (single) {
      writeKey = draft.scalars.get("writeKey");
    }
    return draft.item(problem, problem == null && complete(draft) ? "" : sample(from));
  }

  /// Whether it will surely be taken, so that nobody asks how it began.
  private static boolean complete(Draft draft) {
    return draft.scalars.containsKey("event")
        && (draft.scalars.containsKey("userId") || draft.scalars.containsKey("anonymousId"));
  }

  private int member(Draft draft, String name) {
    if (SCALARS.contains(name)) {
      var depth = isOpening() ? JsonText.skip(parser) : 0;
      var value = depth > 0 ? null : scalar();
      if (value != null) {
        draft.scalars.put(name, value);
      }
      return depth;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return JsonText.skip(parser);
    }
    var copy = new StringBuilder(256);
    return switch (name) {
      case "properties" -> {
        var depth = JsonText.copy(parser, copy, DEEPEST, Set.of());
        draft.properties = copy.toString();
        yield depth;
      }
      case "traits" -> {
        var depth = JsonText.copy(parser, copy, DEEPEST, PRIVATE_TRAITS);
        draft.traits = copy.toString();
        yield depth;
      }
      case "context" -> context(draft, copy);
      default -> JsonText.skip(parser);
    };
  }

  private int context(Draft draft, StringBuilder copy) {
    int from = start();
    var depth = JsonText.copy(parser, copy, DEEPEST, PRIVATE_CONTEXT);
    draft.context = copy.toString();
    var whole = new String(text, from, end() - from);
    if (whole.contains("userSignature")) {
      draft.signature = Signatures.in(whole);
    }
    return depth;
  }

  private boolean isOpening() {
    return parser.currentToken() == JsonToken.START_OBJECT
        || parser.currentToken() == JsonToken.START_ARRAY;
  }

  /// Text or a number; null for anything else and for text without letters.
  private @Nullable String scalar() {
    var token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING
        || token == JsonToken.VALUE_NUMBER_INT
        || token == JsonToken.VALUE_NUMBER_FLOAT) {
      var value = parser.getString();
      return value.isBlank() ? null : value;
    }
    JsonText.skip(parser);
    return null;
  }

  private int start() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private int end() {
    return Math.min(length, (int) parser.currentLocation().getCharOffset());
  }

  private int size(int from) {
    int end = end();
    if (end - from > LARGEST_BYTES || (end - from) * 3 <= LARGEST_BYTES) {
      return end - from;
    }
    int bytes = 0;
    for (int i = from; i < end; i++) {
      bytes += text[i] < 0x80 ? 1 : text[i] < 0x800 ? 2 : Character.isSurrogate(text[i]) ? 2 : 3;
    }
    return bytes;
  }

  private String sample(int from) {
    var all = new String(text, from, Math.min(SAMPLE, Math.max(1, end() - from)));
    return all.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ").replaceAll("[^\\s\"]{1,64}@[^\\s\"]+", "…@…");
  }
}
