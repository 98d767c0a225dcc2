package changke.orders;

import changke.shared.OfferId;
import changke.shared.PersonId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was really bought, for pages: nothing of it is estimated, and what was taken back does not
/// count. Both answers look at a bounded number of lines.
@Repository
public class Popularity {

  /// [#others] counts no further.
  public static final int COUNTED_UP_TO = 1000;

  private static final String BUYERS =
      """
      SELECT count(DISTINCT lower(email)) FROM (
        SELECT p.email, p.person FROM orders.line l JOIN orders.purchase p ON p.id = l.purchase
        WHERE l.offer = :offer AND l.state = 'delivered' LIMIT :most) AS bought
      WHERE person IS DISTINCT FROM :reader::uuid OR person IS NULL
      """;

  private static final String BEST_SELLERS =
      """
      SELECT offer FROM (
        SELECT offer, purchase FROM orders.line WHERE state = 'delivered'
        ORDER BY purchase DESC LIMIT :lines) AS latest
      GROUP BY offer ORDER BY count(DISTINCT purchase) DESC, max(purchase::text) DESC LIMIT :most
      """;

  private static final int LATEST_LINES = 2000;

  private static final long KEPT_NANOS = 5_000_000_000L;

  private record Best(int most, List<OfferId> offers, long readAtNanos) {}

  private final JdbcClient jdbc;
  private volatile @Nullable Best best;

  Popularity(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// How many different buyers other than the reader, by e-mail address, an offer was delivered to
  /// and not taken back from. Of a thousand lines and more it is what the first thousand say: at
  /// least so many.
  public int others(OfferId offer, @Nullable PersonId reader) {
    return jdbc.sql(BUYERS)
        .param("offer", offer.value())
        .param("reader", reader == null ? null : reader.toString())
        .param("most", COUNTED_UP_TO)
        .query(Integer.class)
        .single();
  }

  /// What the latest orders named most often, the most wanted first; every few seconds it is read
  /// anew.
  public List<OfferId> bestSellers(int most) {
    var known = best;
    var now = System.nanoTime();
    if (known == null || known.most() != most || now - known.readAtNanos() > KEPT_NANOS) {
      known = new Best(most, readBestSellers(most), now);
      best = known;
    }
    return known.offers();
  }

  private List<OfferId> readBestSellers(int most) {
    return jdbc.sql(BEST_SELLERS)
        .param("lines", LATEST_LINES)
        .param("most", most)
        .query((row, _) -> new OfferId(row.getObject(1, UUID.class)))
        .list();
  }
}
