package changke.insights;

import java.util.List;

/// A report as it is drawn.
///
/// @param csv the same numbers as a file; empty where there is none
public record ReportView(List<Block> blocks, String csv) {
  public ReportView {
    blocks = List.copyOf(blocks);
  }

  static ReportView empty(String sentence) {
    return new ReportView(List.of(Block.empty(sentence)), "");
  }
}
