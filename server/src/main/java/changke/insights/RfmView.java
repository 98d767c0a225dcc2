package changke.insights;

import java.util.List;

/// RFM as it is drawn: the grid recency × frequency, the scale behind the scores, the named groups.
public record RfmView(
    List<RetentionView.Row> grid, TableView scale, TableView segments, Chart chart, String csv) {

  public RfmView {
    grid = List.copyOf(grid);
  }
}
