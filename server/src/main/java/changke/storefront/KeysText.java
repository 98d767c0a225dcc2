package changke.storefront;

import changke.orders.Order;
import changke.orders.Revealing;
import changke.pages.Words;
import changke.shared.OfferId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Opened cards as plain text: what a buyer keeps.
final class KeysText {

  private KeysText() {}

  static String write(
      Order order,
      List<Revealing.LineCards> keys,
      Map<OfferId, changke.shared.Words> said,
      Locale language,
      Words sentences) {
    var text = new StringBuilder();
    text.append(sentences.say(language, "orders.keys.head", order.number())).append("\n");
    for (var opened : keys) {
      var line = opened.line();
      text.append('\n').append(line.title().in(language.getLanguage())).append('\n');
      opened.cards().forEach(card -> text.append(card.text()).append('\n'));
      var words = said.get(line.offer());
      if (words != null) {
        text.append('\n')
            .append(sentences.say(language, "orders.words.how"))
            .append('\n')
            .append(words.in(language.getLanguage()))
            .append('\n');
      }
    }
    return text.toString();
  }
}
