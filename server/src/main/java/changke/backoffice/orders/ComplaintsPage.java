package changke.backoffice.orders;

import changke.orders.ComplaintSearch;
import changke.orders.ListedComplaint;
import changke.pages.Page;
import changke.shared.Slice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The operators' queue, the most urgent first.
record ComplaintsPage(ComplaintSearch search, Slice<ListedComplaint> complaints) implements Page {

  String query() {
    return "?which="
        + search.which()
        + "&text="
        + URLEncoder.encode(search.text(), StandardCharsets.UTF_8);
  }
}
