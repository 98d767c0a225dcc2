package changke.insights;

import java.util.ArrayList;
import java.util.List;

/// A plain table as it is drawn: names at the left, numbers at the right.
///
/// @param marked numbers of the rows that are not finished yet
public record TableView(List<String> header, List<List<String>> rows, List<Integer> marked) {

  public TableView {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    marked = List.copyOf(marked);
  }

  static final class Builder {

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> marked = new ArrayList<>();

    Builder(String... header) {
      this.header = List.of(header);
    }

    Builder row(String... cells) {
      rows.add(List.of(cells));
      return this;
    }

    Builder mark() {
      marked.add(rows.size() - 1);
      return this;
    }

    TableView done() {
      return new TableView(header, rows, marked);
    }
  }
}
