package changke.insights;

import java.util.List;
import java.util.Optional;

/// One piece of a report's page. A number's `pick` says who is behind it, in the words of its
/// report; it is empty where nobody is.
public sealed interface Block {

  /// A sentence: `definition`, `warning` or `empty`.
  record Note(String look, String text) implements Block {}

  /// Some figures beside each other.
  record Tiles(List<Tile> tiles) implements Block {
    public Tiles {
      tiles = List.copyOf(tiles);
    }
  }

  record Tile(String label, String value, String hint, String pick) {
    Tile(String label, String value, String hint) {
      this(label, value, hint, "");
    }
  }

  /// A coloured table.
  ///
  /// @param legend whether the states of cells are explained below
  record Heat(
      String title,
      String corner,
      String people,
      List<String> columns,
      Optional<Row> mean,
      List<Row> rows,
      boolean legend)
      implements Block {
    public Heat {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /// One row of a coloured table.
  record Row(String name, String people, boolean tiny, String pick, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /// What is written, the classes that colour it, what is told on hovering, and who is behind it.
  record Cell(String text, String look, String told, String pick) {}

  /// A plain table: names at the left, numbers at the right.
  record Figures(String title, List<String> header, List<List<Cell>> rows) implements Block {
    public Figures {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /// A drawing; the table that stands behind it is the next block or its own.
  record Picture(String title, String svg, Optional<Figures> behind) implements Block {}

  static Note definition(String text) {
    return new Note("definition", text);
  }

  static Note empty(String text) {
    return new Note("empty", text);
  }

  static Cell plain(String text) {
    return new Cell(text, "", "", "");
  }

  static Cell linked(String text, String pick) {
    return new Cell(text, "", "", pick);
  }
}
