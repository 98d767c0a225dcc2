package changke.storefront.messages;

import changke.messaging.Told;
import changke.pages.Page;
import changke.storefront.Front;

/// One message, why it came, and how such messages stop.
record MessagePage(Front front, Told told) implements Page {

  /// What the text says, in paragraphs.
  java.util.List<String> paragraphs() {
    return java.util.List.of(told.text().strip().split("\\n\\s*\\n"));
  }
}
