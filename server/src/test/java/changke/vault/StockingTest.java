package changke.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import changke.HouseTest;
import changke.TestClock;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class StockingTest {

  @Autowired Stocking stocking;
  @Autowired Vault vault;
  @Autowired Keyring keyring;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;
  @Autowired TestClock clock;

  Shelf shelf;

  @BeforeEach
  void a_new_shelf() {
    shelf = Shelf.fresh(keyring, jdbc, ids);
  }

  @Test
  void every_line_is_taken_or_told() {
    shelf.put("OLD");
    var report = lines("A\n\nB\r\nA\nOLD\n" + "x".repeat(4001) + "\nC\u0007\nD");

    assertThat(report.linesRead()).isEqualTo(8);
    assertThat(report.taken()).isEqualTo(3);
    assertThat(stocking.refused(shelf.merchant(), report.id(), 0, 10).rows())
        .containsExactly(
            new RefusedLine(2, Refusal.BLANK, null),
            new RefusedLine(4, Refusal.TWICE_IN_FILE, 1),
            new RefusedLine(5, Refusal.IN_VAULT, null),
            new RefusedLine(6, Refusal.TOO_LONG, null),
            new RefusedLine(7, Refusal.MALFORMED, null));
    assertThat(report.refused()).containsEntry(Refusal.BLANK, 1).hasSize(5);
    assertThat(sold(4)).containsExactlyInAnyOrder("OLD", "A", "B", "D");
  }

  @Test
  void a_sold_card_is_refused_like_one_on_the_shelf() {
    lines("ONCE");
    sold(1);
    assertThat(lines("ONCE\nNEW").refused()).isEqualTo(Map.of(Refusal.IN_VAULT, 1));
  }

  @Test
  void csv_is_read_with_header_quotes_and_byte_order_mark() {
    var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(30);
    var report =
        csv(
            "\uFEFFLabel,卡密,expires\r\n"
                + "\"No. 8\",\"a,\"\"b\"\"\","
                + day
                + "\r\n"
                + ",\"two\nlines\",\r\n"
                + "x,old,2020-01-01\n"
                + "too,few\n"
                + "x,bad date,soon\n"
                + "x,\"open");
    assertThat(report.taken()).isEqualTo(2);
    assertThat(stocking.refused(shelf.merchant(), report.id(), 0, 10).rows())
        .containsExactly(
            new RefusedLine(5, Refusal.EXPIRED, null),
            new RefusedLine(6, Refusal.MALFORMED, null),
            new RefusedLine(7, Refusal.MALFORMED, null),
            new RefusedLine(8, Refusal.MALFORMED, null));
    assertThat(vault.choices(shelf.offer(), 0).rows())
        .extracting(CardChoice::label)
        .containsExactly("No. 8");
    assertThat(sold(2)).containsExactlyInAnyOrder("a,\"b\"", "two\nlines");
  }

  @Test
  void csv_without_a_header_has_one_column() {
    assertThat(csv("one\ntwo\nthree,four\n").taken()).isEqualTo(2);
  }

  @Test
  void columns_that_mean_nothing_are_named_and_nothing_is_kept() {
    var id = ids.next();
    assertThat(take(id, CardFormat.CSV, bytes("card,colour\nA,red\n")))
        .isEqualTo(new ImportResult.UnknownColumns(List.of("colour")));
    assertThat(stocking.report(shelf.merchant(), id)).isEmpty();
  }

  @Test
  void files_of_other_encodings_are_read_or_refused_line_by_line() {
    var utf16 = "\uFEFF卡一\n卡二".getBytes(StandardCharsets.UTF_16LE);
    assertThat(done(take(ids.next(), CardFormat.LINES, utf16)).taken()).isEqualTo(2);

    var gbk = "卡三\nplain".getBytes(Charset.forName("GB18030"));
    assertThat(done(take(ids.next(), CardFormat.LINES, gbk)).refused())
        .isEqualTo(Map.of(Refusal.MALFORMED, 1));
  }

  @Test
  void nothing_of_an_interrupted_import_can_be_sold_and_it_goes_on_where_it_stopped() {
    var id = ids.next();
    var file = bytes(numbered(25_000));
    assertThatThrownBy(() -> take(id, CardFormat.LINES, new Torn(file, file.length * 9 / 10)))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(vault.available(shelf.offer())).isZero();
    assertThat(stocking.report(shelf.merchant(), id).orElseThrow().linesRead()).isEqualTo(20_000);

    assertThat(take(id, CardFormat.LINES, bytes(numbered(25_000).replace("card 7\n", "card x\n"))))
        .isInstanceOf(ImportResult.OtherContent.class);
    var report = done(take(id, CardFormat.LINES, file));
    assertThat(report.linesRead()).isEqualTo(25_000);
    assertThat(report.taken()).isEqualTo(25_000);
    assertThat(vault.available(shelf.offer())).isEqualTo(25_000);
    assertThat(staged(id)).isZero();
  }

  @Test
  void only_the_rest_is_sent_when_the_sender_knows_where_it_stopped() {
    var id = ids.next();
    var file = bytes(numbered(25_000));
    assertThatThrownBy(() -> take(id, CardFormat.LINES, new Torn(file, file.length * 9 / 10)))
        .isInstanceOf(UncheckedIOException.class);
    var all = numbered(25_000).split("\n");
    var rest = String.join("\n", List.of(all).subList(20_000, 25_000)) + "\ncard 3\n\n";
    assertThat(stocking.takeRest(wanted(id), 10_000, new ByteArrayInputStream(bytes(rest))))
        .isEqualTo(new ImportResult.StandsElsewhere(20_000));
    var report = done(stocking.takeRest(wanted(id), 20_000, new ByteArrayInputStream(bytes(rest))));
    assertThat(report.taken()).isEqualTo(25_000);
    assertThat(stocking.refused(shelf.merchant(), id, 0, 10).rows())
        .containsExactly(
            new RefusedLine(25_001, Refusal.TWICE_IN_FILE, 4),
            new RefusedLine(25_002, Refusal.BLANK, null));
  }

  @Test
  void cards_that_a_program_lists_are_numbered_by_their_place() {
    var cards =
        List.of(
            new GivenCard("two\nlines", "No. 1", null),
            new GivenCard("", null, null),
            new GivenCard("dated", null, "soon"),
            new GivenCard("two\nlines", null, null));
    var report = done(stocking.take(wanted(ids.next()), cards.iterator()));
    assertThat(stocking.refused(shelf.merchant(), report.id(), 0, 10).rows())
        .containsExactly(
            new RefusedLine(2, Refusal.BLANK, null),
            new RefusedLine(3, Refusal.MALFORMED, null),
            new RefusedLine(4, Refusal.TWICE_IN_FILE, 1));
    assertThat(sold(1)).containsExactly("two\nlines");
  }

  @Test
  void an_export_reads_what_is_on_the_shelf_and_every_look_is_written_down() {
    lines(numbered(1_200));
    sold(3);
    var exported = new java.util.ArrayList<ExportedCard>();
    var by = Reader.merchant(new PersonId(ids.next()));
    assertThat(vault.export(shelf.merchant(), shelf.offer(), by, exported::add)).isEqualTo(1_197);
    assertThat(exported).extracting(ExportedCard::text).doesNotHaveDuplicates().hasSize(1_197);
    assertThat(vault.reveals(exported.getFirst().id())).hasSize(1);
    assertThat(vault.reveals(exported.getLast().id())).hasSize(1);
    var stranger = Shelf.fresh(keyring, jdbc, ids);
    assertThat(vault.export(stranger.merchant(), shelf.offer(), by, exported::add)).isZero();
  }

  @Test
  void the_same_import_sent_again_answers_with_the_same_report() {
    var id = ids.next();
    var first = take(id, CardFormat.LINES, bytes("A\nB"));
    assertThat(take(id, CardFormat.LINES, bytes("A\nB"))).isEqualTo(first);
    assertThat(vault.available(shelf.offer())).isEqualTo(2);
  }

  @Test
  void an_import_that_nobody_finishes_is_forgotten() {
    var id = ids.next();
    var file = bytes(numbered(12_000));
    assertThatThrownBy(() -> take(id, CardFormat.LINES, new Torn(file, file.length - 9)))
        .isInstanceOf(UncheckedIOException.class);
    clock.forward(Duration.ofDays(3));
    stocking.forgetUnfinished();
    assertThat(stocking.report(shelf.merchant(), id)).isEmpty();
    assertThat(staged(id)).isZero();
  }

  @Test
  void a_hundred_thousand_cards_come_in_one_go() {
    assumeTrue(Boolean.getBoolean("changke.long"), "long: 100,000 cards");
    var file = bytes(numbered(100_000));
    var start = System.nanoTime();
    var report = done(take(ids.next(), CardFormat.LINES, file));
    var took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println("100,000 cards in " + took.toMillis() + " ms");
    assertThat(report.taken()).isEqualTo(100_000);
    assertThat(took).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void a_merchant_sees_no_report_of_another() {
    var report = lines("A\n\n");
    var stranger = Shelf.fresh(keyring, jdbc, ids);
    assertThat(stocking.report(stranger.merchant(), report.id())).isEmpty();
    assertThat(stocking.refused(stranger.merchant(), report.id(), 0, 10).rows()).isEmpty();
    assertThat(stocking.reports(stranger.merchant(), 0).rows()).isEmpty();
    var theirs =
        CardImport.lines(
            report.id(), stranger.merchant(), stranger.offer(), new PersonId(ids.next()), "");
    assertThat(stocking.take(theirs, new ByteArrayInputStream(bytes("A"))))
        .isInstanceOf(ImportResult.OtherContent.class);
  }

  @Test
  void the_database_never_sees_a_text() {
    lines("PLAINTEXT-SECRET");
    var tables = List.of("card", "batch", "refused_line", "staged_card", "hold", "reveal");
    for (var table : tables) {
      assertThat(
              jdbc.sql(
                      "SELECT count(*) FROM vault." + table + " t WHERE t::text LIKE '%PLAINTEXT%'")
                  .query(Integer.class)
                  .single())
          .as(table)
          .isZero();
    }
  }

  private ImportReport lines(String text) {
    return done(take(ids.next(), CardFormat.LINES, bytes(text)));
  }

  private ImportReport csv(String text) {
    return done(take(ids.next(), CardFormat.CSV, bytes(text)));
  }

  private ImportResult take(UUID id, CardFormat format, byte[] file) {
    return take(id, format, new ByteArrayInputStream(file));
  }

  private CardImport wanted(UUID id) {
    return CardImport.lines(
        id, shelf.merchant(), shelf.offer(), new PersonId(new java.util.UUID(1, 1)), "test");
  }

  private ImportResult take(UUID id, CardFormat format, InputStream file) {
    var wanted =
        new CardImport(
            id,
            shelf.merchant(),
            shelf.offer(),
            new PersonId(ids.next()),
            "test",
            format,
            StandardCharsets.UTF_8,
            false);
    return stocking.take(wanted, file);
  }

  private static ImportReport done(ImportResult result) {
    return ((ImportResult.Done) result).report();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "card " + i).collect(Collectors.joining("\n"));
  }

  private long staged(UUID id) {
    return jdbc.sql("SELECT count(*) FROM vault.staged_card WHERE batch_id = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  private List<String> sold(int quantity) {
    var hold = ids.next();
    vault.hold(hold, shelf.offer(), quantity, clock.instant().plus(Duration.ofMinutes(5)));
    vault.sell(hold);
    return ((RevealResult.Revealed) vault.reveal(hold, Reader.buyer(new PersonId(ids.next()))))
        .cards().stream().map(RevealedCard::text).toList();
  }

  /// A file whose connection breaks.
  private static final class Torn extends InputStream {
    private final byte[] file;
    private final int end;
    private int at;

    private Torn(byte[] file, int end) {
      this.file = file;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      if (at == end) {
        throw new IOException("connection lost");
      }
      return file[at++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (at == end) {
        throw new IOException("connection lost");
      }
      var count = Math.min(length, end - at);
      System.arraycopy(file, at, into, from, count);
      at += count;
      return count;
    }
  }
}
