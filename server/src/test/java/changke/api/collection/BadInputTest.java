package changke.api.collection;

import static changke.api.collection.Sender.assertTaken;
import static changke.api.collection.Sender.batch;
import static changke.api.collection.Sender.track;
import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.activity.Rejection;
import changke.activity.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// What programs send wrongly: too much, too deep, nobody's, from a wrong clock or with a wrong
/// key. One item of it spoils none of its neighbours.
@HouseTest
class BadInputTest {

  @Autowired Sender sender;
  @Autowired Sources sources;

  @Test
  void four_megabytes_are_taken_and_only_the_hard_limit_is_413() {
    var server = sender.server();
    var filler = "\"" + "x".repeat(20_000) + "\"";
    var items =
        IntStream.range(0, 209)
            .mapToObj(i ->
                "{\"type\":\"track\",\"event\":\"Big\",\"userId\":\"u\",\"messageId\":\"b"
                    + i
                    + "\",\"properties\":{\"f\":"
                    + filler
                    + "}}")
            .toArray(String[]::new);
    var body = batch(items);
    assertThat(body.length()).isGreaterThan(4 << 20);
    assertTaken(sender.post(server, "/v1/batch", body));
    assertThat(sender.kinds(server)).hasSize(209);
    var huge = " ".repeat(Bodies.LARGEST + 1);
    assertThat(sender.post(server, "/v1/batch", huge).statusCode()).isEqualTo(413);
    var bomb =
        sender.send(
            "POST",
            "/v1/batch",
            Sender.gzip(" ".repeat(50_000_000)),
            "Authorization",
            Sender.basic(server.key()),
            "Content-Encoding",
            "gzip");
    assertThat(bomb.statusCode()).isEqualTo(413);
  }

  @Test
  void only_what_cannot_be_parsed_is_400() {
    var server = sender.server();
    for (var body :
        new String[] {
          "", "{", "nonsense", "[1]", "{\"batch\":[}", "{}{}", "null", "{'batch':[]}"
        }) {
      assertThat(sender.post(server, "/v1/batch", body).statusCode()).as(body).isEqualTo(400);
    }
    for (var body : new String[] {"{}", "{\"batch\":[]}", "{\"batch\":7}", "{\"batch\":{}}"}) {
      assertTaken(sender.post(server, "/v1/batch", body));
    }
    assertThat(sender.kinds(server)).isEmpty();
  }

  @Test
  void invalid_utf8_is_unparseable() {
    var server = sender.server();
    var body = batch(track("Bad", "b")).getBytes(StandardCharsets.UTF_8);
    for (var bad :
        new byte[][] {
          {(byte) 0xFF}, {(byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
        }) {
      var spoilt = body.clone();
      System.arraycopy(bad, 0, spoilt, 30, bad.length);
      var answer =
          sender.send("POST", "/v1/batch", spoilt, "Authorization", Sender.basic(server.key()));
      assertThat(answer.statusCode()).isEqualTo(400);
    }
    assertThat(sender.kinds(server)).isEmpty();
  }

  @Test
  void an_item_that_cannot_be_taken_is_rejected_alone_and_logged() {
    var server = sender.server();
    var deep = "{\"a\":".repeat(1000) + "1" + "}".repeat(1000);
    var answer =
        sender.post(
            server,
            "/v1/batch",
            batch(
                track("First", "f1"),
                "{\"type\":\"track\",\"event\":\"Fat\",\"userId\":\"u\",\"properties\":{\"x\":\""
                    + "y".repeat(40_000)
                    + "\"}}",
                "{\"type\":\"track\",\"event\":\"Deep\",\"userId\":\"u\",\"properties\":"
                    + deep
                    + "}",
                "{\"type\":\"track\",\"event\":\"Nobody\",\"userId\":null,\"anonymousId\":\"\"}",
                "{\"event\":\"No type\",\"userId\":\"u\"}",
                "{\"type\":\"dance\",\"userId\":\"u\"}",
                "{\"type\":\"track\",\"userId\":\"u\"}",
                "7",
                "null",
                "[[1]]",
                track("Last", "l1")));
    assertTaken(answer);
    assertThat(sender.kinds(server)).containsExactly("First", "Last");
    var log = sources.rejections(server.source().id(), 20, 0);
    assertThat(
            log.stream().collect(Collectors.groupingBy(Rejection::reason, Collectors.counting())))
        .containsEntry(Rejection.Reason.TOO_LARGE, 1L)
        .containsEntry(Rejection.Reason.TOO_DEEP, 1L)
        .containsEntry(Rejection.Reason.NO_PERSON, 1L)
        .containsEntry(Rejection.Reason.NO_TYPE, 2L)
        .containsEntry(Rejection.Reason.NO_NAME, 1L)
        .containsEntry(Rejection.Reason.NOT_AN_OBJECT, 3L);
  }

  @Test
  void an_item_may_be_64_levels_deep_and_no_more() {
    var server = sender.server();
    for (int levels : new int[] {62, 63, 64}) {
      // The item itself is one level and its properties are the others.
      var nested = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
      assertTaken(
          sender.post(
              server,
              "/v1/t",
              "{\"event\":\"L" + levels + "\",\"userId\":\"u\",\"properties\":" + nested + "}"));
    }
    assertThat(sender.kinds(server)).containsExactly("L62", "L63");
  }

  @Test
  void depth_hidden_in_what_nobody_reads_counts_too() {
    var server = sender.server();
    var deep = "[".repeat(1000) + "]".repeat(1000);
    for (var member : new String[] {"integrations", "event", "extra", "context"}) {
      assertTaken(
          sender.post(
              server,
              "/v1/t",
              "{\"userId\":\"u\",\"event\":\"E\",\"" + member + "\":" + deep + "}"));
    }
    assertThat(sender.kinds(server)).isEmpty();
    assertThat(sources.rejections(server.source().id(), 9, 0)).hasSize(4);
  }

  @Test
  void what_postgres_would_not_have_spoils_no_neighbour() {
    var server = sender.server();
    assertTaken(
        sender.post(
            server,
            "/v1/batch",
            batch(
                track("Zero\\u0000", "z\\u0000"),
                "{\"type\":\"track\",\"event\":\"Half \\ud800 pair\",\"userId\":\"\\udfff\",\"properties\":{\"\\u0000\":\"\\ud83d\",\"n\":1e999999,\"m\":-12.50,\"big\":"
                    + "9".repeat(500)
                    + "}}",
                track("Fine 门 \\ud83c\\udf81", "f"))));
    assertThat(sender.kinds(server)).containsExactly("Zero\uFFFD", "Half \uFFFD pair", "Fine 门 🎁");
    assertThat(sources.rejections(server.source().id(), 9, 0)).isEmpty();
  }

  @Test
  void no_key_a_wrong_key_and_two_keys_are_401() {
    var one = sender.server();
    var other = sender.server();
    var item = "{\"event\":\"K\",\"userId\":\"u\"}";
    assertThat(sender.post("/v1/t", item).statusCode()).isEqualTo(401);
    assertThat(sender.post("/v1/t", item, "Authorization", "Bearer nope").statusCode())
        .isEqualTo(401);
    assertThat(sender.post("/v1/t", item, "Authorization", "Basic %%%").statusCode())
        .isEqualTo(401);
    var two =
        sender.post(
            one,
            "/v1/t",
            "{\"event\":\"K\",\"userId\":\"u\",\"writeKey\":\"" + other.key() + "\"}");
    assertThat(two.statusCode()).isEqualTo(401);
    assertThat(sender.kinds(one)).isEmpty();
    assertThat(sender.kinds(other)).isEmpty();
  }

  @Test
  void a_clock_that_is_years_off_is_corrected_by_when_it_was_sent() {
    var server = sender.server();
    for (var year : new String[] {"2001", "2055"}) {
      assertTaken(
          sender.post(
              server,
              "/v1/t",
              "{\"event\":\"E\",\"userId\":\"u\",\"timestamp\":\"%s-03-01T10:00:00.000Z\",\"sentAt\":\"%s-03-01T10:05:00.000Z\"}"
                  .formatted(year, year)));
      assertThat(sender.age(server)).isBetween(Duration.ofSeconds(299), Duration.ofSeconds(330));
      assertThat(sender.said(server, "clock")).isEqualTo("corrected");
    }
  }

  @Test
  void a_clock_more_than_a_day_ahead_is_set_to_ours_and_marked() {
    var server = sender.server();
    assertTaken(
        sender.post(
            server,
            "/v1/t",
            "{\"event\":\"E\",\"userId\":\"u\",\"timestamp\":\"2099-01-01T00:00:00Z\"}"));
    assertThat(sender.age(server).abs()).isLessThan(Duration.ofSeconds(30));
    assertThat(sender.said(server, "clock")).isEqualTo("ahead");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"timestamp\":\"soon\",",
        "\"timestamp\":\"+999999999-12-31T00:00:00Z\",\"sentAt\":\"-999999999-01-01T00:00:00Z\",",
        "\"timestamp\":null,"
      })
  void no_readable_timestamp_means_the_servers_time(String timestamp) {
    var server = sender.server();
    assertTaken(
        sender.post(server, "/v1/t", "{" + timestamp + "\"event\":\"E\",\"userId\":\"u\"}"));
    assertThat(sender.age(server).abs()).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void ids_that_are_null_are_not_there() {
    var server = sender.server();
    assertTaken(
        sender.post(
            server,
            "/v1/batch",
            batch(
                "{\"type\":\"track\",\"event\":\"Nobody\",\"userId\":null,\"anonymousId\":null}",
                "{\"type\":\"track\",\"event\":\"A\",\"userId\":null,\"anonymousId\":\"a\",\"messageId\":null}",
                "{\"type\":\"track\",\"event\":\"B\",\"userId\":\"u\",\"anonymousId\":null,\"messageId\":null}",
                "{\"type\":\"alias\",\"userId\":null,\"previousId\":null}",
                "{\"type\":null,\"userId\":\"u\"}")));
    assertThat(sender.kinds(server)).containsExactly("A", "B");
    assertThat(sources.rejections(server.source().id(), 9, 0))
        .extracting(Rejection::reason)
        .containsExactlyInAnyOrder(
            Rejection.Reason.NO_PERSON, Rejection.Reason.NO_PERSON, Rejection.Reason.NO_TYPE);
  }
}
