package changke.backoffice;

import changke.pages.Console;
import java.util.List;

/// The frame around every page for operators.
public final class Backoffice {

  public static final Console CONSOLE =
      new Console(
          "backoffice.name",
          "/backoffice",
          List.of(
              new Console.Entry("/backoffice/insights", "backoffice.insights", "chart"),
              new Console.Entry("/backoffice/merchants", "backoffice.merchants", "shop"),
              new Console.Entry("/backoffice/letters", "backoffice.letters", "mail")));

  private Backoffice() {}
}
