package changke.api.merchant;

import changke.vault.GivenCard;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Reads a JSON array of cards element by element, never the whole of it.
final class JsonCards implements Iterator<GivenCard>, AutoCloseable {

  private final JsonParser json;
  private @Nullable GivenCard next;

  JsonCards(JsonMapper mapper, InputStream body) {
    json = mapper.createParser(body);
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw new Malformed();
    }
    next = read();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public GivenCard next() {
    var card = next;
    if (card == null) {
      throw new NoSuchElementException();
    }
    next = read();
    return card;
  }

  @Override
  public void close() {
    json.close();
  }

  private @Nullable GivenCard read() {
    try {
      return switch (json.nextToken()) {
        case END_ARRAY -> null;
        case VALUE_STRING -> new GivenCard(json.getString(), null, null);
        case START_OBJECT -> object();
        case null, default -> throw new Malformed();
      };
    } catch (JacksonException e) {
      // Its message quotes the body, and the body is cards.
      throw new Malformed();
    }
  }

  private GivenCard object() {
    String card = null;
    String label = null;
    String expires = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NULL) {
        throw new Malformed();
      }
      var text = token == JsonToken.VALUE_NULL ? null : json.getString();
      switch (name) {
        case "card" -> card = text;
        case "label" -> label = text;
        case "expires" -> expires = text;
        default -> throw new Malformed();
      }
    }
    return new GivenCard(Objects.requireNonNullElse(card, ""), label, expires);
  }

  /// The body is no array of cards.
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
