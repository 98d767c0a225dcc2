package changke.storefront.play;

import changke.play.Showcases;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/// A showcase as a card of 600 × 315, drawn in the house's colours; what a person wrote is escaped.
final class NameCard {

  private static final int MOST_BADGES = 6;

  private NameCard() {}

  static String draw(Showcases.View view) {
    var badges =
        view.badges().stream()
            .limit(MOST_BADGES)
            .map(held -> held.badge().name().zh() + " " + held.badge().name().en())
            .map(NameCard::text)
            .collect(Collectors.toList());
    var rows = new StringBuilder();
    for (int i = 0; i < badges.size(); i++) {
      rows.append(
          "<circle cx=\"%d\" cy=\"%d\" r=\"9\" fill=\"#c98a1b\"/><text x=\"%d\" y=\"%d\" font-size=\"16\">%s</text>"
              .formatted(
                  55 + i % 2 * 270,
                  180 + i / 2 * 34,
                  74 + i % 2 * 270,
                  186 + i / 2 * 34,
                  badges.get(i)));
    }
    var streak =
        view.streakDays() == 0
            ? ""
            : "<text x=\"46\" y=\"136\" font-size=\"20\" fill=\"#2f6b57\">连续 %d 天 · %d days running</text>"
                .formatted(view.streakDays(), view.streakDays());
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 315" width="600" height="315" \
    font-family="PingFang SC, Noto Sans CJK SC, Segoe UI, Inter, sans-serif" fill="#22201d">\
    <rect width="600" height="315" rx="20" fill="#fbf8f3"/>\
    <rect x="1" y="1" width="598" height="313" rx="19" fill="none" stroke="#e4dccf" stroke-width="2"/>\
    <text x="46" y="90" font-size="40" font-weight="650">%s</text>%s%s\
    <text x="46" y="288" font-size="15" fill="#6b645b">Changke 常客 · /u/%s</text></svg>
    """
        .formatted(text(view.showcase().name()), streak, rows, text(view.showcase().handle()));
  }

  private static String text(String words) {
    return HtmlUtils.htmlEscape(words.strip(), "UTF-8");
  }
}
