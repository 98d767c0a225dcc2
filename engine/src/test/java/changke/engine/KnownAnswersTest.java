package changke.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import changke.engine.cohort.Cell;
import changke.engine.cohort.Cohort;
import changke.engine.cohort.Retention;
import changke.engine.cohort.RetentionQuery;
import changke.engine.cohort.RetentionTable;
import changke.engine.cohort.Return;
import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.LocalDays;
import changke.engine.days.Period;
import changke.engine.funnel.Funnel;
import changke.engine.funnel.FunnelQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Answers that other products published with their fixes, from the vectors beside the project.
class KnownAnswersTest {

  private static final Path FILE =
      Path.of(
          System.getProperty("changke.shared", "../../shared"), "vectors/retention_funnel.json");

  @Test
  void retention_of_the_published_cases_is_the_published_one() throws Exception {
    int seen = 0;
    for (var vector : vectors()) {
      if (vector.get("kind").asString().startsWith("retention")) {
        seen++;
        var zone = ZoneId.of(vector.get("timezone").asString());
        var history = people(vector.get("events"), zone);
        var query = retention(vector, zone);
        var name = vector.get("id").asString();
        var expected = rows(vector.get("expected"));
        assertMatrix(Retention.table(history, query), expected, name);
        assertMatrix(Retention.table(DaySets.of(history), query), expected, name);
      }
    }
    assertThat(seen).isEqualTo(3);
  }

  @Test
  void funnels_of_the_published_cases_reach_the_published_step() throws Exception {
    int seen = 0;
    for (var vector : vectors()) {
      if (vector.get("kind").asString().startsWith("funnel")) {
        seen++;
        switch (vector.get("kind").asString()) {
          case "funnel" ->
              assertThat(level(vector, order(vector.get("mode").asString()), false))
                  .as(vector.get("id").asString())
                  .isEqualTo(vector.get("expected").asInt());
          case "funnel_same_timestamp" -> {
            assertThat(level(vector, FunnelQuery.Order.ANY_BETWEEN, false))
                .isEqualTo(vector.get("expected_non_strict").asInt());
            assertThat(level(vector, FunnelQuery.Order.ANY_BETWEEN, true))
                .isEqualTo(vector.get("expected_strict_increase").asInt());
          }
          default -> {
            assertThat(level(vector, FunnelQuery.Order.ALL_ADJACENT, false))
                .isEqualTo(vector.get("expected_rows_adjacent_v1").asInt());
            assertThat(level(vector, FunnelQuery.Order.STEPS_ADJACENT, false))
                .isEqualTo(vector.get("expected_level_consecutive_v2").asInt());
          }
        }
      }
    }
    assertThat(seen).isEqualTo(4);
  }

  /// The case of ClickHouse issue 40263 was reported against the mode without repeats.
  @Test
  void a_step_that_was_left_out_is_not_reached_without_repeats_either() throws Exception {
    for (var vector : vectors()) {
      if (vector.get("id").asString().equals("ch_40263")) {
        assertThat(level(vector, FunnelQuery.Order.NO_REPEATS, false)).isEqualTo(2);
      }
    }
  }

  private static List<JsonNode> vectors() throws Exception {
    assumeTrue(Files.exists(FILE), "left out: no known answers at " + FILE);
    var all = new ObjectMapper().readTree(Files.readString(FILE)).get("vectors");
    return StreamSupport.stream(all.spliterator(), false).toList();
  }

  private static History people(JsonNode events, ZoneId zone) {
    var builder = History.in(LocalDays.of(zone));
    int person = 0;
    for (var times : events) {
      for (var time : times) {
        var at = LocalDateTime.parse(time.asString() + ":00").atZone(zone);
        builder.add(person, 0, at.toEpochSecond());
      }
      person++;
    }
    return builder.build();
  }

  private static RetentionQuery retention(JsonNode vector, ZoneId zone) {
    var period = vector.get("period").asString().equals("day") ? Period.DAY : Period.SUNDAY_WEEK;
    var from = LocalDate.parse(vector.get("first_cohort").asString());
    int rows = vector.get("cohorts").asInt();
    var end = period.firstDate(period.of(from) + rows);
    return RetentionQuery.of(
            0,
            new Return.On(rows - 1),
            period,
            from,
            end.minusDays(1),
            end.minusDays(1).atStartOfDay(zone).toInstant())
        .by(
            vector.get("kind").asString().contains("recurring")
                ? Cohort.RECURRING
                : Cohort.FIRST_EVER);
  }

  /// Every number that there is, and no number where there is none.
  private static void assertMatrix(RetentionTable table, List<List<Long>> expected, String name) {
    var known = new ArrayList<List<Long>>();
    for (var row : table.rows()) {
      var numbers = new ArrayList<Long>();
      for (var cell : row.cells()) {
        switch (cell) {
          case Cell.Future _ -> {}
          case Cell.Open open -> numbers.add(open.returned());
          case Cell.Closed closed -> numbers.add(closed.returned());
        }
      }
      known.add(numbers);
    }
    assertThat(known).as(name).isEqualTo(expected);
  }

  private static List<List<Long>> rows(JsonNode matrix) {
    var rows = new ArrayList<List<Long>>();
    for (var line : matrix) {
      var row = new ArrayList<Long>();
      line.forEach(number -> row.add(number.asLong()));
      rows.add(row);
    }
    return rows;
  }

  private static FunnelQuery.Order order(String mode) {
    return mode.equals("strict_deduplication")
        ? FunnelQuery.Order.NO_REPEATS
        : FunnelQuery.Order.ANY_BETWEEN;
  }

  private static int level(JsonNode vector, FunnelQuery.Order order, boolean rising) {
    var kinds = new LinkedHashMap<String, Integer>();
    vector.get("steps").forEach(step -> kinds.putIfAbsent(step.asString(), kinds.size()));
    var steps = List.copyOf(kinds.values());
    var builder = History.in(LocalDays.of(ZoneId.of("UTC")));
    for (var event : vector.get("events")) {
      int kind = kinds.computeIfAbsent(event.get(1).asString(), _ -> kinds.size());
      builder.add(0, kind, event.get(0).asLong());
    }
    var query =
        FunnelQuery.of(
                steps.stream().sorted().toList(),
                Duration.ofSeconds(vector.get("window_s").asLong()))
            .order(order)
            .rising(rising);
    return (int)
        Funnel.report(builder.build(), query).rows().stream()
            .filter(row -> row.reached() == 1)
            .count();
  }
}
