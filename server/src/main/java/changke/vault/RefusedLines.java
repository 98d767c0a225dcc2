package changke.vault;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RefusedLines {

  private static final String ADD =
      """
      INSERT INTO vault.refused_line (batch_id, line, reason, first_line)
      SELECT :batch, r.line, r.reason, r.first_line
      FROM unnest(CAST(:lines AS int[]), CAST(:reasons AS text[]), CAST(:firsts AS int[]))
        AS r (line, reason, first_line)
      """;
  private static final String COUNTS =
      """
      SELECT reason, count(*) FROM vault.refused_line WHERE batch_id = :batch GROUP BY reason
      """;
  private static final String LINES =
      """
      SELECT line, reason, first_line FROM vault.refused_line WHERE batch_id = :batch
      ORDER BY line LIMIT :limit OFFSET :offset
      """;

  private final JdbcClient jdbc;

  RefusedLines(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID batch, Collection<RefusedLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    jdbc.sql(ADD)
        .param("batch", batch)
        .param("lines", array(lines.stream().map(line -> String.valueOf(line.line())).toList()))
        .param("reasons", array(lines.stream().map(line -> word(line.reason())).toList()))
        .param(
            "firsts",
            array(
                lines.stream()
                    .map(line -> line.firstLine() == null ? "NULL" : line.firstLine().toString())
                    .toList()))
        .update();
  }

  Map<Refusal, Integer> counts(UUID batch) {
    var counts = new EnumMap<Refusal, Integer>(Refusal.class);
    jdbc.sql(COUNTS)
        .param("batch", batch)
        .query((RowCallbackHandler) row -> counts.put(refusal(row.getString(1)), row.getInt(2)));
    return counts;
  }

  List<RefusedLine> lines(UUID batch, int limit, int offset) {
    return jdbc.sql(LINES)
        .param("batch", batch)
        .param("limit", limit)
        .param("offset", offset)
        .query((row, _) ->
            new RefusedLine(
                row.getInt(1), refusal(row.getString(2)), row.getObject(3, Integer.class)))
        .list();
  }

  private static String array(List<String> values) {
    return values.stream().collect(Collectors.joining(",", "{", "}"));
  }

  private static String word(Refusal reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  private static Refusal refusal(String word) {
    return Refusal.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
