package changke.orders;

import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.Slice;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Complaints as lists: the queue of a merchant and that of the operators.
@Repository
public class ComplaintLists {

  private static final String WITH_ORDER =
      "SELECT "
          + Complaints.COLUMNS
          + """
          , p.number, p.email, p.currency, l.title_zh, l.title_en, l.amount_minor
          FROM orders.complaint c
          JOIN orders.purchase p ON p.id = c.purchase
          JOIN orders.line l ON l.purchase = c.purchase AND l.position = c.position
          WHERE (:merchant::uuid IS NULL OR c.merchant = :merchant::uuid)
            AND (:text = '' OR p.number = upper(:text) OR lower(p.email) = lower(:text))
          """;

  private static final String OPEN =
      WITH_ORDER
          + """
            AND c.state = 'open' AND (:turn = '' OR c.turn = :turn)
          ORDER BY (c.goes_first AND :merchant::uuid IS NULL) DESC, c.answer_by, c.id LIMIT :most OFFSET :skip
          """;

  private static final String DECIDED =
      WITH_ORDER
          + """
            AND c.state <> 'open'
          ORDER BY c.made_at DESC, c.id DESC LIMIT :most OFFSET :skip
          """;

  private static final String WAITING =
      """
      SELECT count(*) FROM (
        SELECT 1 FROM orders.complaint
        WHERE state = 'open' AND turn = :turn AND (:merchant::uuid IS NULL OR merchant = :merchant::uuid)
        LIMIT 1000) AS waiting
      """;

  private final JdbcClient jdbc;

  ComplaintLists(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// For operators, with whole addresses.
  public Slice<ListedComplaint> search(ComplaintSearch search, int page, int size) {
    var turn =
        switch (search.which()) {
          case MERCHANT, BUYER, OPERATOR -> OrderRows.word(search.which());
          case OPEN, DECIDED -> "";
        };
    var merchant = search.merchant();
    var sql = search.which() == ComplaintSearch.Which.DECIDED ? DECIDED : OPEN;
    var rows =
        jdbc.sql(sql)
            .param("merchant", merchant == null ? null : merchant.toString())
            .param("text", search.text())
            .param("turn", turn)
            .param("most", size + 1)
            .param("skip", page * size)
            .query(ComplaintLists::listed)
            .list();
    return Slice.cut(rows, page, size);
  }

  /// A merchant's own, with masked contacts; the text finds order numbers only.
  public Slice<ListedComplaint> ofMerchant(
      MerchantId merchant, ComplaintSearch.Which which, String text, int page, int size) {
    var number = text.contains("@") ? "-" : text;
    var found = search(new ComplaintSearch(which, number, merchant), page, size);
    return new Slice<>(
        found.rows().stream().map(ListedComplaint::masked).toList(), found.page(), found.more());
  }

  /// How many wait for the operators, counted up to a thousand.
  public int waitingForOperators() {
    return waiting(Side.OPERATOR, null);
  }

  public int waitingFor(MerchantId merchant) {
    return waiting(Side.MERCHANT, merchant.toString());
  }

  private int waiting(Side side, @org.jspecify.annotations.Nullable String merchant) {
    return jdbc.sql(WAITING)
        .param("turn", OrderRows.word(side))
        .param("merchant", merchant)
        .query(Integer.class)
        .single();
  }

  private static ListedComplaint listed(ResultSet row, int n) throws SQLException {
    return new ListedComplaint(
        Complaints.complaint(row, n),
        row.getString("number"),
        row.getString("email"),
        new Words(row.getString("title_zh"), row.getString("title_en")),
        Money.of(row.getLong("amount_minor"), row.getString("currency")));
  }
}
