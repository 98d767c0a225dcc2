package changke.workbench;

import changke.orders.ComplaintSearch;
import changke.orders.ListedComplaint;
import changke.pages.Page;
import changke.shared.Slice;

/// What buyers say is wrong, the most urgent first.
record ComplaintsPage(
    Desk desk, ComplaintSearch.Which which, String text, Slice<ListedComplaint> complaints)
    implements Page {

  String query() {
    return "?which="
        + which
        + "&text="
        + java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}
