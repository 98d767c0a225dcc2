package changke.activity;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Signed user ids: `context.userSignature`, by which a site proves to a public key who is signed
/// in.
final class Signatures {

  private static final Pattern FOUND =
      Pattern.compile("\"userSignature\"\\s*:\\s*\"([0-9a-fA-F]{64})\"");

  private Signatures() {}

  /// The signature in a context's JSON text.
  static @Nullable String in(String context) {
    var found = FOUND.matcher(context);
    return found.find() ? found.group(1) : null;
  }
}
