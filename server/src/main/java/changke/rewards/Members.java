package changke.rewards;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The row that everyone locks who changes what a person holds.
@Repository
class Members {

  private static final String JOIN =
      """
      INSERT INTO rewards.member (person, since) VALUES (:person, :at) ON CONFLICT DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT merged_into FROM rewards.member WHERE person = :person FOR UPDATE
      """;

  private static final String MERGED_INTO =
      """
      SELECT merged_into FROM rewards.member WHERE person = :person
      """;

  private static final String KNOWS =
      """
      SELECT EXISTS (SELECT FROM rewards.member WHERE person = :person)
      """;

  private static final String MERGE =
      """
      UPDATE rewards.member SET merged_into = :into WHERE person = :person
      """;

  private static final String BIRTHDAY =
      """
      SELECT birth_month, birth_day, birthday_at FROM rewards.member WHERE person = :person
      """;

  private static final String SET_BIRTHDAY =
      """
      UPDATE rewards.member SET birth_month = :month, birth_day = :day, birthday_at = :at
      WHERE person = :person
      """;

  private static final String REHOME_BIRTHDAY =
      """
      UPDATE rewards.member m
      SET birth_month = f.birth_month, birth_day = f.birth_day, birthday_at = f.birthday_at
      FROM rewards.member f
      WHERE m.person = :into AND m.birth_month IS NULL AND f.person = :from
      """;

  private static final String FORGET_BIRTHDAY =
      """
      UPDATE rewards.member SET birth_month = NULL, birth_day = NULL, birthday_at = NULL
      WHERE person = :person
      """;

  private static final int LONGEST_CHAIN = 20;

  /// A birthday and when the person said so.
  record Birthday(MonthDay day, Instant saidAt) {}

  private static final Into NOBODY = new Into(null);

  /// Whom a person was merged into.
  private record Into(@Nullable PersonId person) {}

  /// What a transaction asks once.
  private record Locked(PersonId person) {}

  private record Current(PersonId person) {}

  private final JdbcClient jdbc;

  Members(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Locks the person, or whoever the person was merged into, and tells who that is. Who is locked
  /// in this transaction stays so until it ends, so a second call asks nothing.
  PersonId lock(PersonId person, Instant now) {
    return ThisTransaction.once(new Locked(person), () -> follow(person, one -> locked(one, now)));
  }

  /// Whether this person ever held anything.
  boolean knows(PersonId person) {
    return jdbc.sql(KNOWS).param("person", person.value()).query(Boolean.class).single();
  }

  /// Who holds what this person held.
  PersonId current(PersonId person) {
    return ThisTransaction.once(
        new Current(person), () -> follow(person, one -> row(MERGED_INTO, one).orElse(NOBODY)));
  }

  void merge(PersonId from, PersonId into) {
    jdbc.sql(MERGE).param("person", from.value()).param("into", into.value()).update();
    ThisTransaction.forget();
  }

  private static PersonId follow(PersonId person, Function<PersonId, Into> step) {
    var current = person;
    for (int i = 0; i < LONGEST_CHAIN; i++) {
      var into = step.apply(current).person();
      if (into == null) {
        return current;
      }
      current = into;
    }
    throw new IllegalStateException("merged in a circle: " + person);
  }

  /// Whoever is new gets a row first.
  private Into locked(PersonId person, Instant now) {
    return row(LOCK, person)
        .orElseGet(() -> {
          jdbc.sql(JOIN)
              .param("person", person.value())
              .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
              .update();
          return row(LOCK, person).orElseThrow();
        });
  }

  /// The other's birthday, where it has not said one itself.
  void rehomeBirthday(PersonId from, PersonId into) {
    jdbc.sql(REHOME_BIRTHDAY).param("from", from.value()).param("into", into.value()).update();
    forgetBirthday(from);
  }

  void forgetBirthday(PersonId person) {
    jdbc.sql(FORGET_BIRTHDAY).param("person", person.value()).update();
  }

  Optional<Birthday> birthday(PersonId person) {
    return jdbc.sql(BIRTHDAY)
        .param("person", person.value())
        .query((row, n) ->
            row.getInt("birth_month") == 0
                ? Optional.<Birthday>empty()
                : Optional.of(
                    new Birthday(
                        MonthDay.of(row.getInt("birth_month"), row.getInt("birth_day")),
                        row.getObject("birthday_at", OffsetDateTime.class).toInstant())))
        .optional()
        .flatMap(found -> found);
  }

  void setBirthday(PersonId person, MonthDay day, Instant now) {
    jdbc.sql(SET_BIRTHDAY)
        .param("person", person.value())
        .param("month", day.getMonthValue())
        .param("day", day.getDayOfMonth())
        .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .update();
  }

  private Optional<Into> row(String sql, PersonId person) {
    return jdbc.sql(sql)
        .param("person", person.value())
        .query((row, n) -> {
          var into = row.getObject(1, UUID.class);
          return into == null ? NOBODY : new Into(new PersonId(into));
        })
        .optional();
  }
}
