package changke.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What can be in a file, and what is said when it cannot be read.
class HistoryFileTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final HistoryFormat PLAIN =
      HistoryFormat.guessed(ZoneId.of("Europe/London"), Currency.getInstance("GBP"));
  private static final String HEADER = "customer,date,amount,order\n";

  @Test
  void columns_are_guessed_from_the_header_in_english_and_chinese() throws IOException {
    var retail =
        """
        InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
        1,A,Tea,2,2011-01-04 10:00:00,2.55,17850,France
        """;
    assertThat(preview(retail).mapping())
        .hasToString(
            "person=CustomerID,time=InvoiceDate,order=InvoiceNo,quantity=Quantity,price=UnitPrice,"
                + "item=StockCode,name=Description,country=Country");
    var taobao = "订单编号,买家会员名,买家实际支付金额,订单付款时间\n1,小王,¥12.50,2024-01-01 08:00\n";
    assertThat(preview(taobao).mapping())
        .hasToString("person=买家会员名,time=订单付款时间,order=订单编号,amount=买家实际支付金额");
    assertThat(read(taobao).orders().grossMinor[0]).isEqualTo(1250);
  }

  @Test
  void quoted_fields_hold_delimiters_quotes_and_line_breaks() throws IOException {
    var read =
        read(
            """
            customer;date;amount;order;item;title
            a;2024-01-01;1.00;"o;1";i;"said ""hi""
            and left"
            """
                .replace("\n", "\r\n"));
    assertThat(read.lines().orders.name(0)).isEqualTo("o;1");
    assertThat(read.lines().nameOfItem[0]).isEqualTo("said \"hi\"\r\nand left");
    assertThat(read.lines().number[0]).isEqualTo(2);
  }

  @Test
  void blanks_set_columns_apart_and_positions_name_them() throws IOException {
    var text = " 00004 0001 19970101  2   29.33\r\n 00004 0001 19970118  2   29.73\r\n";
    var format = PLAIN.mapped(HistoryMapping.parse("person=1,time=3,quantity=4,amount=5"));
    var read = read(text.getBytes(StandardCharsets.UTF_8), format);
    assertThat(read.orders().size).isEqualTo(2);
    assertThat(read.orders().grossMinor[1]).isEqualTo(2973);
    assertThat(read.lines().people.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2011-03-27 01:30:00,2011-03-27T01:30:00Z", // a time that London left out
    "2011-07-01T12:00:00+02:00,2011-07-01T10:00:00Z",
    "2011-07-01T12:00:00.123Z,2011-07-01T12:00:00Z",
    "2011/7/1 9:05,2011-07-01T08:05:00Z",
    "2011年7月1日,2011-06-30T23:00:00Z",
    "20110701,2011-06-30T23:00:00Z",
    "20110701123000,2011-07-01T11:30:00Z",
    "7/13/2011 1:05 PM,2011-07-13T12:05:00Z",
    "13.7.2011,2011-07-12T23:00:00Z",
    "1309521600,2011-07-01T12:00:00Z",
    "1309521600000,2011-07-01T12:00:00Z",
  })
  void dates_are_read_as_shops_write_them(String text, String instant) throws IOException {
    var read = read(HEADER.replace(',', ';') + "a;" + text + ";1;o\n");
    assertThat(Instant.ofEpochSecond(read.lines().second[0])).isEqualTo(instant);
  }

  @Test
  void a_date_that_can_be_read_in_two_ways_is_asked_about_unless_a_later_line_shows_it()
      throws IOException {
    assertThat(reasonOf(HEADER + "a,1/2/2024,1,o\nb,3/4/2024,1,p\n"))
        .isEqualTo(UnreadableFile.Reason.TIME_AMBIGUOUS);
    var read = read(HEADER + "a,1/2/2024,1,o\n".repeat(20) + "b,3/14/2024,1,p\n");
    assertThat(Instant.ofEpochSecond(read.lines().second[0])).isEqualTo("2024-01-02T00:00:00Z");
    var named =
        new HistoryFormat(
            null,
            PLAIN.zone(),
            PLAIN.currency(),
            null,
            null,
            null,
            DateOrder.DAY_FIRST,
            null,
            false,
            0);
    var dayFirst = read(bytes(HEADER + "a,1/2/2024,1,o\n"), named);
    assertThat(Instant.ofEpochSecond(dayFirst.lines().second[0])).isEqualTo("2024-02-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1234.5|false|1234500000",
        "1,234.50|false|1234500000",
        "£3.39|false|3390000",
        "¥ 12|false|12000000",
        "(12.00)|false|-12000000",
        "-0.001|false|-1000",
        "1.234,50|true|1234500000",
        "12,34.5|false|",
        "1,23|false|",
        "1e5|false|",
        "--1|false|",
        "1-|false|",
        "99999999999999999999|false|",
        "abc|false|",
      })
  void numbers_are_read_as_shops_write_them_or_refused(String text, boolean comma, Long expected) {
    assertThat(new Decimals(comma, 2).millionths(text))
        .isEqualTo(expected == null ? Decimals.NONE : expected);
  }

  @Test
  void quantity_times_price_is_rounded_once() {
    var decimals = new Decimals(false, 2);
    assertThat(decimals.minor(3_000_000, 1_335_000)).isEqualTo(401); // 4.005 → 4.01
    assertThat(decimals.minor(-3_000_000, 1_335_000)).isEqualTo(-401);
    assertThat(decimals.minor(1_500_000, 3_330_000)).isEqualTo(500); // 4.995
    assertThat(decimals.minor(9_000_000_000_000L, 9_000_000_000_000L)).isEqualTo(Decimals.NONE);
  }

  @Test
  void lines_of_nobody_are_revenue_and_never_a_person() throws IOException {
    var read = read(HEADER + ",2024-01-01,5,o\nNULL,2024-01-01,6,p\n17850.0,2024-01-02,1,q\n");
    assertThat(read.lines().people.size()).isEqualTo(1);
    assertThat(read.lines().people.name(0)).isEqualTo("17850");
    assertThat(read.orders().anonymousMinor).isEqualTo(1100);
  }

  @Test
  void a_cancellation_goes_back_to_the_latest_earlier_order_with_the_item() throws IOException {
    var read =
        read(
            """
            customer,date,amount,order,sku,qty
            a,2024-01-01,10,1,tea,1
            a,2024-02-01,20,2,cup,1
            a,2024-03-01,-4,C3,tea,-1
            a,2024-03-02,-5,C4,pot,-1
            b,2024-01-01,-7,C5,tea,-1
            b,2024-04-01,9,6,tea,1
            c,2024-04-01,-3,C7,tea,-1
            """);
    var orders = read.orders();
    assertThat(orders.size).isEqualTo(3);
    // C3 to order 1, C4 to order 2 (nobody sold a pot), C5 to b's first order; c never ordered.
    assertThat(new long[] {orders.netMinor(0), orders.netMinor(1), orders.netMinor(2)})
        .containsExactly(600, 1500, 200);
    assertThat(orders.unmatchedRefundMinor).isEqualTo(300);
  }

  @Test
  void an_invoice_number_with_c_is_a_cancellation_unless_all_of_them_have_it() throws IOException {
    var some = HEADER + "a,2024-01-01,5,1\na,2024-01-02,5,2\na,2024-01-03,5,C1\n";
    assertThat(read(some).orders().size).isEqualTo(2);
    assertThat(ShopHistory.of(read(some)).netMinor[0]).isEqualTo(500);
    var all = HEADER + "a,2024-01-01,5,C1\na,2024-01-02,5,C2\na,2024-01-03,5,C3\n";
    assertThat(read(all).orders().size).isEqualTo(3);
  }

  @Test
  void a_refused_line_is_reported_and_the_others_count() throws IOException {
    var read =
        read(
            HEADER
                + "a,2024-01-01,5,1\n"
                + "a,someday,5,2\n"
                + "a,2024-13-01,5,2\n"
                + "a,1066-10-14,5,3\n"
                + "a,2199-01-01,5,3\n"
                + "a,2024-01-01,much,4\n"
                + "a,2024-01-01,99999999999999,4\n"
                + "a,2024-01-01\n"
                + "a,\"2024-01-01\"x,5,5\n"
                + "x".repeat(300)
                + ",2024-01-01,5,6\n");
    assertThat(read.lines().size).isEqualTo(1);
    assertThat(read.refusals().total()).isEqualTo(9);
    assertThat(read.refusals().listed())
        .extracting(Refusals.Refused::line)
        .containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(read.refusals().counts())
        .containsEntry(Refusals.Reason.NO_TIME, 2)
        .containsEntry(Refusals.Reason.TIME_OUT_OF_RANGE, 2)
        .containsEntry(Refusals.Reason.NO_AMOUNT, 2)
        .containsEntry(Refusals.Reason.TOO_FEW_COLUMNS, 1)
        .containsEntry(Refusals.Reason.BROKEN_QUOTES, 1)
        .containsEntry(Refusals.Reason.NAME_TOO_LONG, 1);
  }

  @Test
  void the_list_of_refused_lines_is_bounded_and_the_count_is_not() throws IOException {
    var read = read(HEADER + "a,2024-01-01,5,1\n" + "a,never,5,2\n".repeat(5000));
    assertThat(read.refusals().total()).isEqualTo(5000);
    assertThat(read.refusals().listed()).hasSize(Refusals.LISTED);
  }

  @Test
  void what_is_no_list_of_orders_is_refused_as_a_whole_with_its_reason() throws IOException {
    assertThat(reasonOf("")).isEqualTo(UnreadableFile.Reason.EMPTY);
    assertThat(reasonOf("\n\n")).isEqualTo(UnreadableFile.Reason.EMPTY);
    assertThat(reasonOf(HEADER)).isEqualTo(UnreadableFile.Reason.NOTHING_USABLE);
    assertThat(reasonOf("a,b,c\n1,2,3\n")).isEqualTo(UnreadableFile.Reason.MAPPING_INCOMPLETE);
    assertThat(reasonOf("1,2024-01-01,3\n")).isEqualTo(UnreadableFile.Reason.HEADER_MISSING);
    assertThat(reasonOf(HEADER + "a,2024-01-01,\"1,o\n")).isEqualTo(UnreadableFile.Reason.QUOTES);
    assertThat(reasonOf(HEADER + "a,2024-01-01,1,o\n\u0000\u0001"))
        .isEqualTo(UnreadableFile.Reason.NOT_TEXT);
    assertThat(reasonOf(HEADER + ",".repeat(600) + "\n"))
        .isEqualTo(UnreadableFile.Reason.LINE_TOO_LONG);
    assertThat(reasonOf(HEADER + "a".repeat(100_000) + "\n"))
        .isEqualTo(UnreadableFile.Reason.LINE_TOO_LONG);
    assertThat(reasonOf(HEADER + "never,never,never,never\n"))
        .isEqualTo(UnreadableFile.Reason.NOTHING_USABLE);
    assertThat(reasonOf(bytes("PK\u0003\u0004workbook"))).isEqualTo(UnreadableFile.Reason.WORKBOOK);
  }

  @Test
  void a_damaged_gzip_is_refused_as_a_whole() throws IOException {
    var packed = gzip(bytes(HEADER + "a,2024-01-01,5,1\n".repeat(20_000)));
    assertThat(read(packed, PLAIN).lines().size).isEqualTo(20_000);
    assertThat(reasonOf(Arrays.copyOf(packed, packed.length - 9)))
        .isEqualTo(UnreadableFile.Reason.TRUNCATED);
    assertThat(reasonOf(Arrays.copyOf(packed, 5))).isEqualTo(UnreadableFile.Reason.TRUNCATED);
    var flipped = packed.clone();
    flipped[packed.length - 6] ^= 1; // the checksum
    assertThat(reasonOf(flipped)).isEqualTo(UnreadableFile.Reason.CORRUPT);
  }

  @Test
  void a_gzip_bomb_stops_at_the_limit() throws IOException {
    var bomb = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bomb)) {
      gzip.write(bytes(HEADER));
      var line = bytes("a,2024-01-01,5,1\n".repeat(10_000));
      for (int i = 0; i < 200; i++) {
        gzip.write(line);
      }
    }
    var small = new HistoryLimits(1 << 20, 1_000_000);
    assertThat(reasonOf(bomb.toByteArray(), small)).isEqualTo(UnreadableFile.Reason.TOO_LARGE);
    var few = new HistoryLimits(1 << 30, 50_000);
    assertThat(reasonOf(bomb.toByteArray(), few)).isEqualTo(UnreadableFile.Reason.TOO_MANY_LINES);
  }

  @Test
  void another_encoding_is_named_or_refused() throws IOException {
    var chinese = "客户,日期,金额\n小王,2024-01-01,5\n";
    var gb = Charset.forName("GB18030");
    assertThat(reasonOf(chinese.getBytes(gb))).isEqualTo(UnreadableFile.Reason.ENCODING);
    var named =
        new HistoryFormat(
            null,
            PLAIN.zone(),
            PLAIN.currency(),
            gb,
            null,
            null,
            DateOrder.UNKNOWN,
            null,
            false,
            0);
    assertThat(read(chinese.getBytes(gb), named).lines().people.name(0)).isEqualTo("小王");
    assertThat(read(chinese.getBytes(StandardCharsets.UTF_16), PLAIN).lines().size).isEqualTo(1);
    assertThat(read(bytes("\uFEFF" + chinese), PLAIN).lines().size).isEqualTo(1);
  }

  private static HistoryPreview preview(String text) throws IOException {
    return HistoryGuess.of(HistoryFile.of(bytes(text)), PLAIN, HistoryLimits.UPLOAD);
  }

  private static ReadHistory read(String text) throws IOException {
    return read(bytes(text), PLAIN);
  }

  private static ReadHistory read(byte[] file, HistoryFormat format) throws IOException {
    return HistoryReader.read(HistoryFile.of(file), format, HistoryLimits.UPLOAD, NOW, n -> {});
  }

  private static UnreadableFile.Reason reasonOf(String text) {
    return reasonOf(bytes(text));
  }

  private static UnreadableFile.Reason reasonOf(byte[] file) {
    return reasonOf(file, HistoryLimits.UPLOAD);
  }

  private static UnreadableFile.Reason reasonOf(byte[] file, HistoryLimits limits) {
    return catchThrowableOfType(
            UnreadableFile.class,
            () -> HistoryReader.read(HistoryFile.of(file), PLAIN, limits, NOW, n -> {}))
        .reason();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
