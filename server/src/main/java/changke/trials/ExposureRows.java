package changke.trials;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ExposureRows {

  /// The first time counts, whatever arrives later.
  private static final String ADD =
      """
      INSERT INTO trials.exposure AS e (trial, dealt, person, variant, step, at, told)
      SELECT DISTINCT ON (a.trial, a.dealt, a.person, a.variant)
             a.trial, a.dealt, a.person, a.variant, a.step, a.at::timestamptz, a.told
      FROM unnest(:trials::uuid[], :dealt::integer[], :people::uuid[], :variants::text[],
                  :steps::integer[], :times::text[], :told::boolean[])
           AS a (trial, dealt, person, variant, step, at, told)
      ORDER BY a.trial, a.dealt, a.person, a.variant, a.at::timestamptz
      ON CONFLICT (trial, dealt, person, variant) DO UPDATE
      SET at = excluded.at, step = excluded.step WHERE excluded.at < e.at
      """;

  private static final String AFTER =
      """
      SELECT person, variant, step, at, told FROM trials.exposure
      WHERE trial = :trial AND dealt = :dealt AND (person, variant) > (:person, :variant)
      ORDER BY person, variant LIMIT :most
      """;

  private static final String REMOVE =
      """
      DELETE FROM trials.exposure WHERE person = ANY(:people::uuid[])
      """;

  private final JdbcClient jdbc;

  ExposureRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(List<Seen> all) {
    if (all.isEmpty()) {
      return;
    }
    jdbc.sql(ADD)
        .param("trials", all.stream().map(Seen::trial).toArray(UUID[]::new))
        .param("dealt", all.stream().map(Seen::dealt).toArray(Integer[]::new))
        .param("people", all.stream().map(Seen::person).toArray(UUID[]::new))
        .param("variants", all.stream().map(Seen::variant).toArray(String[]::new))
        .param("steps", all.stream().map(Seen::step).toArray(Integer[]::new))
        .param("times", all.stream().map(seen -> seen.at().toString()).toArray(String[]::new))
        .param("told", all.stream().map(Seen::told).toArray(Boolean[]::new))
        .update();
  }

  /// The next ones in the order of people.
  List<Seen> after(UUID trial, int dealt, UUID person, String variant, int most) {
    return jdbc.sql(AFTER)
        .param("trial", trial)
        .param("dealt", dealt)
        .param("person", person)
        .param("variant", variant)
        .param("most", most)
        .query((row, number) ->
            new Seen(
                trial,
                dealt,
                row.getObject("person", UUID.class),
                row.getString("variant"),
                row.getInt("step"),
                Moments.from(row, "at"),
                row.getBoolean("told")))
        .list();
  }

  void remove(Collection<UUID> people) {
    jdbc.sql(REMOVE).param("people", people.toArray(UUID[]::new)).update();
  }
}
