package changke.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Postings {

  private static final String KNOWN =
      """
      SELECT request, digest FROM ledger.posting WHERE request = ANY (:requests::text[])
      """;

  private static final String APPEND =
      """
      WITH made AS (
        INSERT INTO ledger.posting (id, request, kind, subject, digest, at)
        SELECT p.id::uuid, p.request, p.kind, p.subject, p.digest, :at
        FROM unnest(:ids::text[], :requests::text[], :kinds::text[], :subjects::text[],
                    :digests::bigint[]) AS p (id, request, kind, subject, digest)
        ORDER BY p.request
        ON CONFLICT (request) DO NOTHING
        RETURNING id),
      line AS MATERIALIZED (
        SELECT made.id AS posting, l.account::uuid AS account, l.amount, l.floored
        FROM unnest(:postings::text[], :accounts::text[], :amounts::bigint[], :floored::boolean[])
             AS l (posting, account, amount, floored)
        JOIN made ON made.id = l.posting::uuid),
      written AS (
        INSERT INTO ledger.entry (posting, account, amount)
        SELECT posting, account, amount FROM line),
      unlocked AS (
        INSERT INTO ledger.fresh (account, amount)
        SELECT account, sum(amount)::bigint FROM line WHERE NOT floored
        GROUP BY account HAVING sum(amount) <> 0),
      moved AS (
        UPDATE ledger.account a SET balance = a.balance + s.amount
        FROM (SELECT account, sum(amount) AS amount FROM line WHERE floored GROUP BY account) s
        WHERE a.id = s.account)
      SELECT id FROM made
      """;

  /// The same for one posting. The limit is the number of lines: it lets the planner expect few of
  /// them, so that it keeps one plan instead of making a new one every time, which would take as
  /// long as the writing.
  private static final String APPEND_ONE =
      """
      WITH made AS (
        INSERT INTO ledger.posting (id, request, kind, subject, digest, at)
        VALUES (:id, :request, :kind, :subject, :digest, :at)
        ON CONFLICT (request) DO NOTHING
        RETURNING id),
      line AS MATERIALIZED (
        SELECT made.id AS posting, l.account, l.amount, l.floored
        FROM made, (
          SELECT account, amount, floored
          FROM unnest(:accounts::uuid[], :amounts::bigint[], :floored::boolean[])
               AS n (account, amount, floored)
          LIMIT :lines) l),
      written AS (
        INSERT INTO ledger.entry (posting, account, amount)
        SELECT posting, account, amount FROM line),
      unlocked AS (
        INSERT INTO ledger.fresh (account, amount)
        SELECT account, amount FROM line WHERE NOT floored),
      moved AS (
        UPDATE ledger.account a SET balance = a.balance + s.amount
        FROM (SELECT account, sum(amount) AS amount FROM line WHERE floored GROUP BY account) s
        WHERE a.id = s.account)
      SELECT id FROM made
      """;

  private static final String HISTORY =
      """
      SELECT e.id, p.at, p.kind, p.subject, e.amount
      FROM ledger.entry e
      JOIN ledger.posting p ON p.id = e.posting
      WHERE e.account = :account AND e.id < :before
      ORDER BY e.id DESC
      LIMIT :most
      """;

  private static final String BROUGHT_SINCE =
      """
      WITH line AS MATERIALIZED (
        SELECT p.subject, p.kind, p.at, e.amount
        FROM ledger.entry e JOIN ledger.posting p ON p.id = e.posting
        WHERE e.account = :account)
      SELECT coalesce(sum(amount), 0)::bigint FROM line
      WHERE subject IN (SELECT subject FROM line WHERE kind = :kind AND at > :since)
      """;

  private static final String SUBJECTS_SINCE =
      """
      SELECT p.kind, count(DISTINCT p.subject) AS subjects
      FROM ledger.entry e JOIN ledger.posting p ON p.id = e.posting
      WHERE e.account = :account AND p.at > :since
      GROUP BY p.kind
      """;

  private static final String PROVE =
      """
      WITH sums AS (
        SELECT account, sum(amount) AS amount FROM ledger.entry GROUP BY account),
      waiting AS (
        SELECT account, sum(amount) AS amount FROM ledger.fresh GROUP BY account),
      set_aside AS (
        SELECT account, sum(amount) AS amount FROM ledger.hold WHERE state = 'held' GROUP BY account)
      INSERT INTO ledger.proof (at, postings, crooked, wrong_balances, wrong_holds, below_floor)
      SELECT :at,
        (SELECT count(*) FROM ledger.posting),
        (SELECT count(*) FROM (
           SELECT p.id FROM ledger.posting p
           LEFT JOIN ledger.entry e ON e.posting = p.id
           LEFT JOIN ledger.account a ON a.id = e.account
           GROUP BY p.id, a.unit HAVING coalesce(sum(e.amount), 1) <> 0) crooked),
        (SELECT count(*) FROM ledger.account a
           FULL JOIN sums s ON s.account = a.id
           LEFT JOIN waiting w ON w.account = a.id
           WHERE a.id IS NULL
              OR a.balance + coalesce(w.amount, 0) <> coalesce(s.amount, 0)),
        (SELECT count(*) FROM ledger.account a
           LEFT JOIN set_aside h ON h.account = a.id
           WHERE a.held <> coalesce(h.amount, 0)),
        (SELECT count(*) FROM ledger.account a WHERE a.balance - a.held < a.floor)
      RETURNING at, postings, crooked, wrong_balances, wrong_holds, below_floor
      """;

  private final JdbcClient jdbc;

  Postings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<String, Long> known(Collection<String> requests) {
    var known = new HashMap<String, Long>();
    jdbc.sql(KNOWN)
        .param("requests", requests.toArray(String[]::new))
        .query(row -> {
          known.put(row.getString("request"), row.getLong("digest"));
        });
    return known;
  }

  /// Writes postings, entries and balances in one statement; returns the ids that were new. A
  /// request that another transaction wrote in the meantime writes nothing.
  Set<UUID> append(Map<UUID, Posting> batch, Instant at) {
    if (batch.size() == 1) {
      var one = batch.entrySet().iterator().next();
      return append(one.getKey(), one.getValue(), at);
    }
    var ids = batch.keySet().stream().map(UUID::toString).toArray(String[]::new);
    var postings = List.copyOf(batch.values());
    var lines =
        batch.entrySet().stream()
            .flatMap(one -> one.getValue().lines().stream().map(l -> new Row(one.getKey(), l)))
            .toList();
    return new HashSet<>(
        jdbc.sql(APPEND)
            .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
            .param("ids", ids)
            .param("requests", postings.stream().map(Posting::request).toArray(String[]::new))
            .param("kinds", postings.stream().map(Posting::kind).toArray(String[]::new))
            .param("subjects", postings.stream().map(Posting::subject).toArray(String[]::new))
            .param("digests", postings.stream().map(Posting::digest).toArray(Long[]::new))
            .param("postings", lines.stream().map(r -> r.posting.toString()).toArray(String[]::new))
            .param(
                "accounts",
                lines.stream().map(r -> r.line.account().id().toString()).toArray(String[]::new))
            .param("amounts", lines.stream().map(r -> r.line.amount()).toArray(Long[]::new))
            .param(
                "floored",
                lines.stream().map(r -> r.line.account().floor() != null).toArray(Boolean[]::new))
            .query(UUID.class)
            .set());
  }

  private Set<UUID> append(UUID id, Posting posting, Instant at) {
    var lines = posting.lines();
    return jdbc.sql(APPEND_ONE)
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .param("id", id)
        .param("request", posting.request())
        .param("kind", posting.kind())
        .param("subject", posting.subject())
        .param("digest", posting.digest())
        .param(
            "accounts",
            lines.stream().map(line -> line.account().id().toString()).toArray(String[]::new))
        .param("amounts", lines.stream().map(Posting.Line::amount).toArray(Long[]::new))
        .param(
            "floored",
            lines.stream().map(line -> line.account().floor() != null).toArray(Boolean[]::new))
        .param("lines", lines.size())
        .query(UUID.class)
        .set();
  }

  List<Entry> history(UUID account, long before, int most) {
    return jdbc.sql(HISTORY)
        .param("account", account)
        .param("before", before)
        .param("most", most)
        .query((row, n) ->
            new Entry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getString("subject"),
                row.getLong("amount")))
        .list();
  }

  long broughtSince(UUID account, String kind, Instant since) {
    return jdbc.sql(BROUGHT_SINCE)
        .param("account", account)
        .param("kind", kind)
        .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  Map<String, Long> subjectsSince(UUID account, Instant since) {
    var counts = new HashMap<String, Long>();
    jdbc.sql(SUBJECTS_SINCE)
        .param("account", account)
        .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
        .query(row -> {
          counts.put(row.getString("kind"), row.getLong("subjects"));
        });
    return counts;
  }

  Proof prove(Instant at) {
    return jdbc.sql(PROVE)
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .query((row, n) ->
            new Proof(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("postings"),
                row.getLong("crooked"),
                row.getLong("wrong_balances"),
                row.getLong("wrong_holds"),
                row.getLong("below_floor")))
        .single();
  }

  private record Row(UUID posting, Posting.Line line) {}
}
