package changke.catalog;

import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What members marked to find again.
@Repository
public class Favourites {

  /// One member marks no more than this; the next is not taken.
  public static final int MOST = 500;

  private static final String ADD =
      """
      INSERT INTO catalog.favourite (person, offer, price_minor, since)
      SELECT :person, o.id, o.price_minor, :now FROM catalog.offer o
      WHERE o.id = :offer AND o.state = 'listed'
        AND (SELECT count(*) FROM catalog.favourite WHERE person = :person) < :most
      ON CONFLICT (person, offer) DO NOTHING
      """;

  private static final String REMOVE =
      "DELETE FROM catalog.favourite WHERE person = :person AND offer = :offer";

  private static final String FORGET = "DELETE FROM catalog.favourite WHERE person = :person";

  private static final String HAS =
      """
      SELECT EXISTS (SELECT 1 FROM catalog.favourite WHERE person = :person AND offer = :offer)
      """;

  private static final String OF =
      """
      SELECT f.offer, f.price_minor, o.currency, f.since
      FROM catalog.favourite f JOIN catalog.offer o ON o.id = f.offer
      WHERE f.person = :person ORDER BY f.since DESC, f.offer LIMIT :most OFFSET :skip
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Favourites(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// Marks an offer that is listed; whether it is marked now.
  public boolean add(PersonId person, OfferId offer) {
    jdbc.sql(ADD)
        .param("person", person.value())
        .param("offer", offer.value())
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .param("most", MOST)
        .update();
    return has(person, offer);
  }

  public void remove(PersonId person, OfferId offer) {
    jdbc.sql(REMOVE).param("person", person.value()).param("offer", offer.value()).update();
  }

  /// Every mark of somebody who leaves.
  public void forget(PersonId person) {
    jdbc.sql(FORGET).param("person", person.value()).update();
  }

  public boolean has(PersonId person, OfferId offer) {
    return jdbc.sql(HAS)
        .param("person", person.value())
        .param("offer", offer.value())
        .query(Boolean.class)
        .single();
  }

  /// The latest first.
  public Slice<Favourite> of(PersonId person, int page, int size) {
    var rows =
        jdbc.sql(OF)
            .param("person", person.value())
            .param("most", size + 1)
            .param("skip", page * size)
            .query((row, _) ->
                new Favourite(
                    new OfferId(row.getObject(1, UUID.class)),
                    Money.of(row.getLong(2), row.getString(3)),
                    row.getObject(4, OffsetDateTime.class).toInstant()))
            .list();
    return Slice.cut(rows, page, size);
  }
}
