package changke.webhooks;

import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Endpoints {

  private static final String INSERT =
      """
      INSERT INTO webhooks.endpoint (id, merchant, url, note, kinds, made_by, made_at)
      VALUES (:id, :merchant, :url, :note, :kinds, :by, :at)
      """;
  private static final String UPDATE =
      "UPDATE webhooks.endpoint SET url = :url, note = :note, kinds = :kinds WHERE id = :id";
  private static final String OF =
      """
      SELECT id, merchant, url, note, kinds, made_at, off_at, off_why, failing_since
      FROM webhooks.endpoint
      WHERE merchant IS NOT DISTINCT FROM :merchant
      ORDER BY made_at, id LIMIT 100
      """;
  private static final String FIND =
      """
      SELECT id, merchant, url, note, kinds, made_at, off_at, off_why, failing_since
      FROM webhooks.endpoint WHERE id = :id
      """;
  private static final String LOCK =
      """
      SELECT id, merchant, url, note, kinds, made_at, off_at, off_why, failing_since
      FROM webhooks.endpoint WHERE id = :id FOR NO KEY UPDATE
      """;

  /// Who wants a fact: the addresses of its shops, and the platform's when it is meant.
  private static final String WANTING =
      """
      SELECT id, merchant, url, note, kinds, made_at, off_at, off_why, failing_since
      FROM webhooks.endpoint
      WHERE (merchant = ANY (:merchants) OR merchant IS NULL AND CAST(:platform AS boolean))
        AND (CAST(:only AS uuid) IS NULL OR id = CAST(:only AS uuid))
        AND :kind = ANY (kinds)
      ORDER BY id
      FOR KEY SHARE
      """;

  private static final String INTERESTS =
      """
      SELECT merchant, array_agg(DISTINCT kind) AS kinds
      FROM webhooks.endpoint, unnest(kinds) AS kind
      GROUP BY merchant
      """;

  /// By chance, so that addresses which hang cannot always be first.
  private static final String BUSY =
      """
      SELECT e.id FROM webhooks.endpoint e
      WHERE e.off_at IS NULL AND e.id <> ALL (:running) AND EXISTS (
        SELECT 1 FROM webhooks.delivery d
        WHERE d.endpoint = e.id AND d.state = 'WAITING' AND d.due_at <= :now)
      ORDER BY random() LIMIT :most
      """;

  private static final String OFF =
      """
      UPDATE webhooks.endpoint SET off_at = :at, off_why = :why WHERE id = :id AND off_at IS NULL
      """;
  private static final String ON =
      """
      UPDATE webhooks.endpoint SET off_at = NULL, off_why = NULL, failing_since = NULL
      WHERE id = :id AND off_at IS NOT NULL
      """;
  private static final String WENT_WELL =
      """
      UPDATE webhooks.endpoint SET failing_since = NULL
      WHERE id = :id AND failing_since IS NOT NULL
      """;
  private static final String WENT_WRONG =
      """
      UPDATE webhooks.endpoint SET failing_since = :at WHERE id = :id AND failing_since IS NULL
      """;
  private static final String REMOVE = "DELETE FROM webhooks.endpoint WHERE id = :id";

  private final JdbcClient jdbc;

  Endpoints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The kinds that somebody has chosen; without a merchant, the platform.
  record Interest(@Nullable UUID merchant, Set<String> kinds) {}

  void insert(UUID id, Owner owner, EndpointDraft draft, PersonId by, Instant at) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("merchant", value(owner))
        .param("url", draft.url())
        .param("note", draft.note())
        .param("kinds", codes(draft.kinds()))
        .param("by", by.value())
        .param("at", time(at))
        .update();
  }

  void update(UUID id, EndpointDraft draft) {
    jdbc.sql(UPDATE)
        .param("id", id)
        .param("url", draft.url())
        .param("note", draft.note())
        .param("kinds", codes(draft.kinds()))
        .update();
  }

  List<Endpoint> of(Owner owner) {
    return jdbc.sql(OF)
        .param("merchant", value(owner), java.sql.Types.OTHER)
        .query(Endpoints::read)
        .list();
  }

  Optional<Endpoint> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(Endpoints::read).optional();
  }

  Optional<Endpoint> lock(UUID id) {
    return jdbc.sql(LOCK).param("id", id).query(Endpoints::read).optional();
  }

  List<Endpoint> wanting(Untold.Told fact) {
    return jdbc.sql(WANTING)
        .param("merchants", fact.merchants().toArray(UUID[]::new))
        .param("platform", fact.platform())
        .param("only", fact.endpoint() == null ? null : fact.endpoint().toString())
        .param("kind", fact.kind())
        .query(Endpoints::read)
        .list();
  }

  List<Interest> interests() {
    return jdbc.sql(INTERESTS)
        .query((row, _) ->
            new Interest(
                row.getObject("merchant", UUID.class),
                Set.of((String[]) row.getArray("kinds").getArray())))
        .list();
  }

  List<UUID> busy(Collection<UUID> running, Instant now, int most) {
    return jdbc.sql(BUSY)
        .param("running", running.toArray(UUID[]::new))
        .param("now", time(now))
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  boolean off(UUID id, Endpoint.Why why, Instant at) {
    return jdbc.sql(OFF).param("id", id).param("why", why.name()).param("at", time(at)).update()
        == 1;
  }

  boolean on(UUID id) {
    return jdbc.sql(ON).param("id", id).update() == 1;
  }

  void wentWell(UUID id) {
    jdbc.sql(WENT_WELL).param("id", id).update();
  }

  void wentWrong(UUID id, Instant at) {
    jdbc.sql(WENT_WRONG).param("id", id).param("at", time(at)).update();
  }

  void remove(UUID id) {
    jdbc.sql(REMOVE).param("id", id).update();
  }

  private static @Nullable UUID value(Owner owner) {
    return owner.merchant() == null ? null : owner.merchant().value();
  }

  private static String[] codes(Set<EventKind> kinds) {
    return kinds.stream().map(EventKind::code).sorted().toArray(String[]::new);
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private static Endpoint read(ResultSet row, int number) throws SQLException {
    var merchant = row.getObject("merchant", UUID.class);
    var offAt = instant(row.getObject("off_at", OffsetDateTime.class));
    // A kind of a newer version is passed over.
    var kinds =
        Arrays.stream((String[]) row.getArray("kinds").getArray())
            .map(EventKind::of)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
    return new Endpoint(
        row.getObject("id", UUID.class),
        merchant == null ? Owner.PLATFORM : Owner.shop(new MerchantId(merchant)),
        row.getString("url"),
        row.getString("note"),
        kinds,
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        offAt == null
            ? null
            : new Endpoint.Off(offAt, Endpoint.Why.valueOf(row.getString("off_why"))),
        instant(row.getObject("failing_since", OffsetDateTime.class)));
  }
}
