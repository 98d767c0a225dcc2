package changke.trials;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DeedRows {

  private static final String ADD =
      """
      INSERT INTO trials.deed AS d (person, kind, at, times)
      SELECT a.person, a.kind, a.at::timestamptz, a.times
      FROM unnest(:people::uuid[], :kinds::text[], :times::text[], :counts::integer[])
           AS a (person, kind, at, times)
      ON CONFLICT (person, kind, at) DO UPDATE SET times = d.times + excluded.times
      """;

  private static final String OF =
      """
      SELECT person, kind, at, times FROM trials.deed WHERE person = ANY(:people::uuid[])
      """;

  private static final String REMOVE =
      """
      DELETE FROM trials.deed WHERE person = ANY(:people::uuid[])
      """;

  private static final String TRIM =
      """
      DELETE FROM trials.deed WHERE at < :before OR kind <> ALL(:kept::text[])
      """;

  private final JdbcClient jdbc;

  DeedRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Each of a kind and moment at most once in a call.
  void add(Collection<Deed> all) {
    if (all.isEmpty()) {
      return;
    }
    var some = List.copyOf(all);
    jdbc.sql(ADD)
        .param("people", some.stream().map(Deed::person).toArray(UUID[]::new))
        .param("kinds", some.stream().map(Deed::kind).toArray(String[]::new))
        .param("times", some.stream().map(deed -> deed.at().toString()).toArray(String[]::new))
        .param("counts", some.stream().map(Deed::times).toArray(Integer[]::new))
        .update();
  }

  Map<UUID, List<Deed>> of(Collection<UUID> people) {
    var all = new HashMap<UUID, List<Deed>>();
    jdbc.sql(OF)
        .param("people", people.toArray(UUID[]::new))
        .query(row -> {
          var one =
              new Deed(
                  row.getObject("person", UUID.class),
                  row.getString("kind"),
                  Moments.from(row, "at"),
                  row.getInt("times"));
          all.computeIfAbsent(one.person(), id -> new ArrayList<>()).add(one);
        });
    return all;
  }

  void remove(Collection<UUID> people) {
    jdbc.sql(REMOVE).param("people", people.toArray(UUID[]::new)).update();
  }

  /// Forgets what no measure asks for any more.
  void trim(Instant before, Collection<String> kept) {
    jdbc.sql(TRIM)
        .param("before", Moments.to(before))
        .param("kept", kept.toArray(String[]::new))
        .update();
  }
}
