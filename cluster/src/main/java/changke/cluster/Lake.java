package changke.cluster;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/// A folder of events: `day=2026-03-29/*.parquet`, one folder for each UTC day.
///
/// A file holds `person` (BIGINT, INTEGER or VARCHAR), `kind` (VARCHAR), `happened_at` (TIMESTAMP,
/// with a zone or in UTC) and may hold `amount` (BIGINT, signed minor units, net of refunds). Other
/// columns are not read. A late event lies in the folder of the day on which it happened, in a file
/// of its own.
record Lake(SparkSession spark, String folder) {

  static final int PERSON = 0;
  static final int KIND = 1;
  static final int SECOND = 2;
  static final int AMOUNT = 3;

  private static final Set<String> PERSON_TYPES = Set.of("bigint", "int", "string");
  private static final Set<String> INSTANT_TYPES = Set.of("timestamp", "timestamp_ntz");

  /// The events that a plan asks for, all of a person in one partition and beside each other: the
  /// person, the kind's place in the plan, the second since 1970 and the amount.
  Dataset<Row> byPerson(Plan plan) {
    var events = united(events(plan), plan.identities());
    // Without a number of partitions Spark joins small ones; it never splits a person.
    return events.repartition(col("person")).sortWithinPartitions(col("person"));
  }

  private Dataset<Row> events(Plan plan) {
    var all = open(folder);
    require(all, folder, "person", PERSON_TYPES);
    require(all, folder, "kind", Set.of("string"));
    require(all, folder, "happened_at", INSTANT_TYPES);
    require(all, folder, "day", Set.of("date"));
    var second = unix_seconds(col("happened_at").cast(DataTypes.TimestampType));
    var lastDay = LocalDate.ofInstant(plan.horizon(), ZoneOffset.UTC);
    var asked = plan.everyKind() ? lit(true) : col("kind").isInCollection(plan.kinds());
    return all.where(col("day").leq(lit(Date.valueOf(lastDay))))
        .where(second.lt(lit(plan.horizon().getEpochSecond())).or(second.isNull()))
        .where(asked)
        .select(
            col("person"),
            place(plan.kinds()).as("kind"),
            second.as("second"),
            amount(all).as("amount"));
  }

  /// Gives the events of a merged identity to the person that it was found to be.
  private Dataset<Row> united(Dataset<Row> events, @Nullable String identities) {
    if (identities == null) {
      return events;
    }
    var merged = open(identities);
    require(merged, identities, "source", PERSON_TYPES);
    require(merged, identities, "person", PERSON_TYPES);
    // The merged are few beside the events: they go to every worker, so nothing is shuffled twice.
    var target = broadcast(merged.select(col("source"), col("person").as("target")));
    return events
        .join(target, col("person").equalTo(col("source")), "left")
        .select(
            coalesce(col("target"), col("person")).as("person"),
            col("kind"),
            col("second"),
            col("amount"));
  }

  private Dataset<Row> open(String place) {
    try {
      return spark.read().option("mergeSchema", false).parquet(place);
    } catch (Exception e) {
      throw Failures.explain(e, place);
    }
  }

  private static void require(Dataset<Row> events, String place, String column, Set<String> types) {
    if (!Arrays.asList(events.columns()).contains(column)) {
      throw new CannotRun(
          "The files in %s have no column %s; they have %s."
              .formatted(place, column, String.join(", ", events.columns())));
    }
    var type = events.schema().apply(column).dataType().simpleString();
    if (!types.contains(type)) {
      throw new CannotRun(
          "The column %s in %s is %s; it must be %s."
              .formatted(
                  column, place, type, String.join(" or ", types.stream().sorted().toList())));
    }
  }

  private static Column place(List<String> kinds) {
    var place = when(col("kind").equalTo(kinds.getFirst()), 0);
    for (int i = 1; i < kinds.size(); i++) {
      place = place.when(col("kind").equalTo(kinds.get(i)), i);
    }
    return place.otherwise(kinds.size());
  }

  private Column amount(Dataset<Row> events) {
    if (!Arrays.asList(events.columns()).contains("amount")) {
      return lit(0L);
    }
    require(events, folder, "amount", Set.of("bigint"));
    return coalesce(col("amount"), lit(0L));
  }
}
