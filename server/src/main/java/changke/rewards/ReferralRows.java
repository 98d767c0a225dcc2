package changke.rewards;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Links, how often they were followed, and who sent whom.
@Repository
class ReferralRows {

  /// Who sent a buyer, and when purchases count.
  record Sent(PersonId buyer, PersonId promoter, String region, Instant since, Instant until) {

    boolean counts(Instant purchase) {
      return !purchase.isBefore(since) && purchase.isBefore(until);
    }
  }

  private static final String MAKE_LINK =
      """
      INSERT INTO rewards.referral_link (promoter, code, made_at) VALUES (:promoter, :code, :at)
      ON CONFLICT DO NOTHING
      """;

  private static final String LINK =
      """
      SELECT code FROM rewards.referral_link WHERE promoter = :promoter
      """;

  private static final String OWNER =
      """
      SELECT promoter FROM rewards.referral_link WHERE code = :code
      """;

  private static final String VISIT =
      """
      INSERT INTO rewards.referral_visit (promoter, day, visits) VALUES (:promoter, :day, 1)
      ON CONFLICT (promoter, day) DO UPDATE SET visits = rewards.referral_visit.visits + 1
      """;

  private static final String VISITS =
      """
      SELECT coalesce(sum(visits), 0) FROM rewards.referral_visit WHERE promoter = :promoter
      """;

  private static final String SEND =
      """
      INSERT INTO rewards.referral (buyer, promoter, region, since, until)
      VALUES (:buyer, :promoter, :region, :since, :until)
      ON CONFLICT DO NOTHING
      """;

  private static final String SENT =
      """
      SELECT buyer, promoter, region, since, until FROM rewards.referral WHERE buyer = :buyer
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM rewards.referral WHERE promoter = :promoter
      """;

  /// Whoever sent the other one sent themselves.
  private static final String END_OWN =
      """
      DELETE FROM rewards.referral
      WHERE buyer IN (:from, :into) AND promoter IN (:from, :into)
      """;

  private static final String REHOME_SENT =
      """
      UPDATE rewards.referral SET promoter = :into WHERE promoter = :from
      """;

  private static final String REHOME_BUYER =
      """
      UPDATE rewards.referral SET buyer = :into
      WHERE buyer = :from AND NOT EXISTS (SELECT FROM rewards.referral WHERE buyer = :into)
      """;

  private static final String REHOME_LINK =
      """
      UPDATE rewards.referral_link SET promoter = :into
      WHERE promoter = :from
        AND NOT EXISTS (SELECT FROM rewards.referral_link WHERE promoter = :into)
      """;

  private static final String REHOME_VISITS =
      """
      WITH gone AS (DELETE FROM rewards.referral_visit WHERE promoter = :from RETURNING day, visits)
      INSERT INTO rewards.referral_visit (promoter, day, visits) SELECT :into, day, visits FROM gone
      ON CONFLICT (promoter, day) DO UPDATE SET visits = referral_visit.visits + excluded.visits
      """;

  private static final String FORGET_LINK =
      """
      DELETE FROM rewards.referral_link WHERE promoter = :person
      """;

  private static final String FORGET_VISITS =
      """
      DELETE FROM rewards.referral_visit WHERE promoter = :person
      """;

  private final JdbcClient jdbc;

  ReferralRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean makeLink(PersonId promoter, String code, Instant at) {
    return jdbc.sql(MAKE_LINK)
            .param("promoter", promoter.value())
            .param("code", code)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  Optional<String> link(PersonId promoter) {
    return jdbc.sql(LINK).param("promoter", promoter.value()).query(String.class).optional();
  }

  Optional<PersonId> owner(String code) {
    return jdbc.sql(OWNER).param("code", code).query(UUID.class).optional().map(PersonId::new);
  }

  void visit(PersonId promoter, LocalDate day) {
    jdbc.sql(VISIT).param("promoter", promoter.value()).param("day", day).update();
  }

  long visits(PersonId promoter) {
    return jdbc.sql(VISITS).param("promoter", promoter.value()).query(Long.class).single();
  }

  /// False when somebody sent the buyer before.
  boolean send(Sent sent) {
    return jdbc.sql(SEND)
            .param("buyer", sent.buyer().value())
            .param("promoter", sent.promoter().value())
            .param("region", sent.region())
            .param("since", sent.since().atOffset(ZoneOffset.UTC))
            .param("until", sent.until().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  Optional<Sent> sent(PersonId buyer) {
    return jdbc.sql(SENT)
        .param("buyer", buyer.value())
        .query((row, number) ->
            new Sent(
                new PersonId(row.getObject("buyer", UUID.class)),
                new PersonId(row.getObject("promoter", UUID.class)),
                row.getString("region"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("until").toInstant()))
        .optional();
  }

  long count(PersonId promoter) {
    return jdbc.sql(COUNT).param("promoter", promoter.value()).query(Long.class).single();
  }

  /// The link of the one goes on leading to the other, also where the other has a link too.
  void rehome(PersonId from, PersonId into) {
    for (var sql : List.of(END_OWN, REHOME_SENT, REHOME_BUYER, REHOME_LINK, REHOME_VISITS)) {
      jdbc.sql(sql).param("from", from.value()).param("into", into.value()).update();
    }
  }

  /// The link leads nowhere any more; who sent whom stays under the pseudonym, because what it
  /// earned others can still go back.
  void forget(PersonId person) {
    for (var sql : List.of(FORGET_LINK, FORGET_VISITS)) {
      jdbc.sql(sql).param("person", person.value()).update();
    }
  }
}
