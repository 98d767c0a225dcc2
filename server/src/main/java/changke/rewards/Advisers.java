package changke.rewards;

import changke.shared.Words;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Advisers {

  private static final String FIND =
      """
      SELECT name_zh, name_en, address FROM rewards.adviser
      """;

  private static final String PUT =
      """
      INSERT INTO rewards.adviser (name_zh, name_en, address, made_by, made_at)
      VALUES (:zh, :en, :address, :by, :at)
      ON CONFLICT (one) DO UPDATE
      SET name_zh = excluded.name_zh, name_en = excluded.name_en, address = excluded.address,
          made_by = excluded.made_by, made_at = excluded.made_at
      """;

  private final JdbcClient jdbc;

  Advisers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Adviser> find() {
    return jdbc.sql(FIND)
        .query((row, n) ->
            new Adviser(
                new Words(row.getString("name_zh"), row.getString("name_en")),
                row.getString("address")))
        .optional();
  }

  void put(Adviser adviser, String by, Instant now) {
    jdbc.sql(PUT)
        .param("zh", adviser.name().zh())
        .param("en", adviser.name().en())
        .param("address", adviser.address())
        .param("by", by)
        .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .update();
  }
}
