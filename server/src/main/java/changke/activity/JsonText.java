package changke.activity;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// JSON copied from a parser into text that PostgreSQL takes as `jsonb` without fail: no U+0000, no
/// half surrogate pairs, no number beyond what `numeric` holds. Copying is a loop, so that no depth
/// can overflow the stack.
final class JsonText {

  private static final int LONGEST_NUMBER = 100;
  private static final Pattern FAR_EXPONENT = Pattern.compile(".*[eE][+-]?0*[1-9][0-9]{2,}");
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private JsonText() {}

  /// Copies the value at which the parser stands and returns how deep it is nested; what lies
  /// deeper than `deepest` is passed over. Members named in `without` are left out at the top.
  static int copy(JsonParser parser, StringBuilder out, int deepest, Set<String> without) {
    int depth = 0;
    int reached = 0;
    var comma = false;
    for (var token = parser.currentToken(); ; token = parser.nextToken()) {
      if (token == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName();
        if (depth == 1 && without.contains(name)) {
          parser.nextToken();
          reached = Math.max(reached, 1 + skip(parser));
          continue;
        }
        separate(out, comma);
        quote(out, name);
        out.append(':');
        comma = false;
        continue;
      }
      if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
        reached = Math.max(reached, ++depth);
        if (depth > deepest) {
          return skipRest(parser, depth);
        }
        separate(out, comma);
        out.append(token == JsonToken.START_OBJECT ? '{' : '[');
        comma = false;
      } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
        depth--;
        out.append(token == JsonToken.END_OBJECT ? '}' : ']');
        comma = true;
      } else {
        separate(out, comma);
        scalar(parser, token, out);
        comma = true;
      }
      if (depth == 0) {
        return reached;
      }
    }
  }

  /// Passes the value at which the parser stands and returns how deep it is nested.
  static int skip(JsonParser parser) {
    var token = parser.currentToken();
    if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
      return 0;
    }
    return skipRest(parser, 1);
  }

  /// Passes everything up to the end of the value that began `depth` levels up.
  private static int skipRest(JsonParser parser, int depth) {
    int now = depth;
    int reached = depth;
    while (now > 0) {
      var token = parser.nextToken();
      if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
        reached = Math.max(reached, ++now);
      } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
        now--;
      }
    }
    return reached;
  }

  private static void separate(StringBuilder out, boolean comma) {
    if (comma) {
      out.append(',');
    }
  }

  private static void scalar(JsonParser parser, JsonToken token, StringBuilder out) {
    switch (token) {
      case VALUE_STRING ->
          quote(
              out,
              parser.getStringCharacters(),
              parser.getStringOffset(),
              parser.getStringLength());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(out, parser.getString());
      default -> out.append(parser.getString());
    }
  }

  /// Numbers keep their digits; those that no database holds become text.
  private static void number(StringBuilder out, String digits) {
    if (digits.length() > LONGEST_NUMBER
        || (digits.length() > 4 && FAR_EXPONENT.matcher(digits).matches())) {
      quote(out, digits);
    } else {
      out.append(digits);
    }
  }

  static void quote(StringBuilder out, String text) {
    var chars = text.toCharArray();
    quote(out, chars, 0, chars.length);
  }

  private static void quote(StringBuilder out, char[] chars, int from, int length) {
    out.append('"');
    int end = from + length;
    int plain = from;
    for (int i = from; i < end; i++) {
      var c = chars[i];
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(chars[i + 1])) {
        i++;
        continue;
      }
      out.append(chars, plain, i - plain);
      plain = i + 1;
      escape(out, c);
    }
    out.append(chars, plain, end - plain).append('"');
  }

  private static void escape(StringBuilder out, char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c == 0 || c >= ' ') {
      out.append('\uFFFD');
    } else {
      out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
    }
  }
}
