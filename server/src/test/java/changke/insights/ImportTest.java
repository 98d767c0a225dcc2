package changke.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import changke.HouseTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class ImportTest {

  private static final Path RETAIL =
      Path.of(
          System.getProperty("changke.shared", "../shared"),
          "data/online-retail/online-retail.csv.gz");
  private static final HistoryFormat LONDON =
      HistoryFormat.guessed(ZoneId.of("Europe/London"), Currency.getInstance("GBP"));
  private static final String TWO_ORDERS =
      "customer,date,amount,order\nann,2024-01-01,5,1\nann,2024-02-03,6,2\n,2024-02-04,1,3\n";

  @Autowired Insights insights;
  @Autowired JdbcClient jdbc;

  private UUID upload(@Nullable UUID history, String text) throws IOException {
    var file = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return insights.upload(history, "A shop", null, "orders.csv", file, LONDON);
  }

  private ImportCard imported(UUID draft) throws IOException {
    var mapping = insights.preview(draft, LONDON).mapping();
    assertThat(insights.confirm(draft, LONDON.mapped(mapping))).isTrue();
    insights.importWaiting();
    return insights.importCard(draft).orElseThrow();
  }

  private UUID newHistory(String text) throws IOException {
    var draft = upload(null, text);
    return imported(draft).history();
  }

  @Test
  void a_confirmed_draft_becomes_a_history_with_reports() throws IOException {
    var draft = upload(null, TWO_ORDERS);
    var history = imported(draft).history();
    var reports = insights.reports(history).orElseThrow();
    assertThat(reports.summary().orders()).isEqualTo(2);
    assertThat(reports.summary().netMinor()).isEqualTo(1200);
    assertThat(reports.retention(RetentionChoice.MONTHLY).rows()).hasSize(2);
    assertThat(rowsOf("imported_line", draft)).isEqualTo(3);
    assertThat(rowsOf("upload_part", draft)).isZero();
  }

  @Test
  void a_draft_is_nothing_until_it_is_confirmed() throws IOException {
    var draft = upload(null, TWO_ORDERS);
    insights.importWaiting();
    var card = insights.importCard(draft).orElseThrow();
    assertThat(card.state()).isEqualTo(ImportCard.State.DRAFT);
    assertThat(insights.reports(card.history())).isEmpty();
    insights.remove(card.history());
  }

  @Test
  void a_file_that_cannot_be_read_leaves_the_old_import_in_place() throws IOException {
    var history = newHistory(TWO_ORDERS);
    var bad = upload(history, TWO_ORDERS.repeat(9) + "bob,2024-03-01,\"7,4\n");
    var card = imported(bad);
    assertThat(card.state()).isEqualTo(ImportCard.State.FAILED);
    assertThat(card.reason()).contains("quotes");
    assertThat(insights.reports(history).orElseThrow().summary().orders()).isEqualTo(2);
    assertThat(rowsOf("imported_line", bad)).isZero();
  }

  @Test
  void a_new_import_replaces_the_old_one_with_all_its_rows() throws IOException {
    var history = newHistory(TWO_ORDERS);
    var old = insights.history(history).orElseThrow().current().orElseThrow().id();
    imported(upload(history, TWO_ORDERS + "bob,2024-03-01,7,4\nbob,never,7,5\n"));
    assertThat(insights.reports(history).orElseThrow().summary().buyers()).isEqualTo(2);
    assertThat(rowsOf("imported_line", old)).isZero();
    assertThat(rowsOf("imported_order", old)).isZero();
    var current = insights.history(history).orElseThrow().current().orElseThrow();
    assertThat(insights.refused(current.id()))
        .extracting(Refusals.Refused::line)
        .containsExactly(6);
    assertThat(insights.refusedCounts(current.id())).containsEntry(Refusals.Reason.NO_TIME, 1);
  }

  @Test
  void the_same_person_in_two_histories_is_two_people() throws IOException {
    var one = newHistory(TWO_ORDERS);
    var other = newHistory(TWO_ORDERS);
    insights.remove(one);
    assertThat(insights.reports(one)).isEmpty();
    assertThat(insights.reports(other).orElseThrow().summary().buyers()).isEqualTo(1);
  }

  @Test
  void an_upload_that_breaks_off_leaves_nothing() {
    var before = count("upload_part") + count("history");
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            throw new IOException("gone");
          }
        };
    assertThatThrownBy(() -> insights.upload(null, "A shop", null, "x.csv", broken, LONDON))
        .isInstanceOf(IOException.class);
    assertThat(count("upload_part") + count("history")).isEqualTo(before);
  }

  @Test
  void reports_from_the_database_equal_those_from_the_file() throws IOException {
    assumeTrue(Files.exists(RETAIL), "left out: the shared data are not there");
    var started = System.nanoTime();
    UUID draft;
    try (var in = Files.newInputStream(RETAIL)) {
      draft = insights.upload(null, "Online Retail", null, "online-retail.csv.gz", in, LONDON);
    }
    var card = imported(draft);
    System.out.printf("imported in %d ms%n", (System.nanoTime() - started) / 1_000_000);
    assertThat(card.lines()).isEqualTo(541_909);
    var stored = insights.reports(card.history()).orElseThrow();
    var read =
        new Reports(
            ShopHistory.of(
                HistoryReader.read(
                    HistoryFile.of(RETAIL),
                    LONDON,
                    HistoryLimits.UPLOAD,
                    java.time.Instant.parse("2026-06-01T00:00:00Z"),
                    n -> {})));
    assertThat(stored.summary()).isEqualTo(read.summary());
    assertThat(stored.repeat()).isEqualTo(read.repeat());
    assertThat(stored.rfm()).isEqualTo(read.rfm());
    assertThat(stored.revenue()).isEqualTo(read.revenue());
    for (var unit : RetentionChoice.Unit.values()) {
      assertThat(stored.retention(RetentionChoice.of(unit)))
          .isEqualTo(read.retention(RetentionChoice.of(unit)));
    }
    insights.remove(card.history());
  }

  private long count(String table) {
    return jdbc.sql("SELECT count(*) FROM insights." + table).query(Long.class).single();
  }

  private long rowsOf(String table, UUID id) {
    return jdbc.sql("SELECT count(*) FROM insights." + table + " WHERE import = ?")
        .param(id)
        .query(Long.class)
        .single();
  }
}
