package changke.merchants;

import changke.shared.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What someone writes about a shop. `slug` is part of the shop's address: 3 to 40 lower-case
/// letters, digits and inner hyphens.
public record ShopDraft(String slug, Words name, Words words, String contact) {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{1,38}[a-z0-9]");
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_WORDS = 2000;
  private static final int LONGEST_CONTACT = 200;

  public ShopDraft {
    slug = slug.strip();
    contact = contact.strip();
  }

  /// The fields that do not fit, by name; empty when all is well.
  public List<String> unfit() {
    var fields = new ArrayList<String>();
    if (!SLUG.matcher(slug).matches()) {
      fields.add("slug");
    }
    if (name.isBlank() || longer(name, LONGEST_NAME)) {
      fields.add("name");
    }
    if (longer(words, LONGEST_WORDS)) {
      fields.add("words");
    }
    if (contact.isEmpty() || contact.length() > LONGEST_CONTACT) {
      fields.add("contact");
    }
    return List.copyOf(fields);
  }

  private static boolean longer(Words words, int limit) {
    return words.zh().length() > limit || words.en().length() > limit;
  }
}
