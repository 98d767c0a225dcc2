package changke.counter;

import changke.orders.ListedComplaint;
import changke.pages.CsvFile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;

/// A list of complaints to take away: the same columns for operators and merchants, but for whom
/// the contact is told in full and that only operators read who decided.
public final class ComplaintCsv {

  private static final String NAME = "complaints.csv";

  private ComplaintCsv() {}

  public static ResponseEntity<String> forMerchants(List<ListedComplaint> rows) {
    var csv = new CsvFile(NAME, header("contact"));
    rows.forEach(row -> csv.row(cells(row)));
    return csv.answer();
  }

  public static ResponseEntity<String> forOperators(List<ListedComplaint> rows) {
    var csv = new CsvFile(NAME, header("email", "decided_by"));
    for (var row : rows) {
      var decider = row.complaint().decidedBy();
      csv.row(cells(row, decider == null ? "" : decider));
    }
    return csv.answer();
  }

  private static String[] header(String contact, String... more) {
    var first =
        List.of(
            "order",
            "made_at",
            "answer_by",
            "turn",
            "state",
            contact,
            "offer",
            "amount",
            "currency",
            "text");
    return Stream.concat(first.stream(), Arrays.stream(more)).toArray(String[]::new);
  }

  private static Object[] cells(ListedComplaint row, Object... more) {
    var complaint = row.complaint();
    var first =
        List.<Object>of(
            row.number(),
            complaint.madeAt(),
            complaint.answerBy(),
            complaint.turn(),
            complaint.state(),
            row.contact(),
            row.title().in("en"),
            row.amount().major(),
            row.amount().currency(),
            complaint.text());
    return Stream.concat(first.stream(), Arrays.stream(more)).toArray();
  }
}
