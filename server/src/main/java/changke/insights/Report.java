package changke.insights;

import changke.engine.days.People;
import java.util.List;

/// One report of the console: what it lets choose, how it is drawn, and who is behind its numbers.
interface Report {

  /// As it stands in addresses and in the words `console.NAME.…`.
  String name();

  /// The fields beside those of the frame.
  default List<Control> controls(Scope scope, Voice voice) {
    return List.of();
  }

  ReportView draw(Scope scope, Voice voice);

  /// The people behind a number, in rising order of their numbers.
  ///
  /// @param pick as this report wrote it into its cells; anything else is nobody
  /// @param most no need to find more of them
  People behind(Scope scope, Pick pick, int most);

  /// A pick in its parts: `cell:3:5`.
  record Pick(List<String> parts) {

    static Pick of(String text) {
      return new Pick(List.of(text.split(":", 6)));
    }

    boolean is(String what) {
      return parts.getFirst().equals(what);
    }

    String text(int at) {
      return at < parts.size() ? parts.get(at) : "";
    }

    int number(int at) {
      return text(at).matches("-?\\d{1,9}") ? Integer.parseInt(text(at)) : -9;
    }
  }
}
