package changke.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is decided without a database: signatures, the schedule, and which addresses are public.
class RulesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void the_signature_is_that_of_the_standard() {
    assertThat(
            Signature.header(
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void a_fresh_secret_is_whsec_and_base64_of_24_to_64_bytes() {
    var secret = Signature.freshSecret(new SecureRandom());
    assertThat(secret).startsWith("whsec_");
    assertThat(Base64.getDecoder().decode(secret.substring(6)).length).isBetween(24, 64);
    assertThat(Signature.freshSecret(new SecureRandom())).isNotEqualTo(secret);
  }

  @Test
  void a_delivery_is_tried_at_the_times_of_the_standard_and_then_given_up() {
    var seconds = List.of(5L, 300L, 1_800L, 7_200L, 18_000L, 36_000L, 50_400L, 72_000L, 86_400L);
    for (int step = 1; step <= 9; step++) {
      var base = Duration.ofSeconds(seconds.get(step - 1));
      assertThat(pause(step, null, 0.5)).isEqualTo(base);
      assertThat(pause(step, null, 0)).isEqualTo(base.multipliedBy(9).dividedBy(10));
      assertThat(pause(step, null, 1)).isEqualTo(base.multipliedBy(11).dividedBy(10));
    }
    assertThat(Schedule.after(failed(null), 10, NOW.minusSeconds(300_000), NOW, 0.5))
        .isInstanceOf(Schedule.Next.GivenUp.class);
  }

  @Test
  void a_wish_to_wait_longer_is_honoured_up_to_a_day() {
    assertThat(pause(1, Duration.ofSeconds(90), 0.5)).isEqualTo(Duration.ofSeconds(90));
    assertThat(pause(2, Duration.ofSeconds(90), 0.5)).isEqualTo(Duration.ofSeconds(300));
    assertThat(pause(1, Duration.ofDays(400), 0.5)).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void a_wish_is_read_as_seconds_or_as_a_date() {
    assertThat(wish("120")).isEqualTo(Duration.ofSeconds(120));
    assertThat(wish("Sun, 01 Mar 2026 12:02:00 GMT")).isEqualTo(Duration.ofMinutes(2));
    assertThat(wish("Sun, 01 Mar 2026 11:02:00 GMT")).isNull();
    assertThat(wish("soon")).isNull();
    assertThat(wish("-5")).isNull();
  }

  @Test
  void what_is_gone_is_switched_off_at_once_and_what_fails_after_days() {
    var gone = new Answer(410, null, null, "", 3);
    assertThat(Schedule.after(gone, 1, null, NOW, 0.5))
        .isEqualTo(new Schedule.Next.SwitchedOff(Endpoint.Why.GONE));
    assertThat(Schedule.after(failed(null), 10, NOW.minus(Duration.ofDays(5)), NOW, 0.5))
        .isEqualTo(new Schedule.Next.SwitchedOff(Endpoint.Why.FAILING));
    for (int status = 200; status < 300; status++) {
      assertThat(Schedule.after(new Answer(status, null, null, "", 3), 1, null, NOW, 0.5))
          .isInstanceOf(Schedule.Next.Accepted.class);
    }
    for (int status : new int[] {301, 302, 307, 400, 404, 429, 500, 503}) {
      assertThat(Schedule.after(new Answer(status, null, null, "", 3), 1, null, NOW, 0.5))
          .isInstanceOf(Schedule.Next.Again.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "2001::1",
        "3fff::1",
        "100::1"
      })
  void no_address_of_a_network_of_our_own_is_public(String address) throws UnknownHostException {
    assertThat(PublicAddress.is(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.167.255.255",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "2606:4700::1111",
        "2a00::1"
      })
  void the_rest_is(String address) throws UnknownHostException {
    assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/hooks,",
    "https://shop.example:8443/a?b=c,",
    "https://8.8.8.8/x,",
    "http://shop.example/hooks, NOT_HTTPS",
    "http://127.0.0.1/x, NOT_PUBLIC",
    "https://127.0.0.1/x, NOT_PUBLIC",
    "https://[::1]/x, NOT_PUBLIC",
    "https://[::ffff:10.0.0.1]/x, NOT_PUBLIC",
    "https://169.254.169.254/latest/meta-data, NOT_PUBLIC",
    "https://127.1/x, ADDRESS",
    "https://2130706433/x, NOT_PUBLIC",
    "https://0x7f000001/x, NOT_PUBLIC",
    "https://user:secret@shop.example/x, ADDRESS",
    "https://shop.example/x#there, ADDRESS",
    "ftp://shop.example/x, ADDRESS",
    "shop.example, ADDRESS",
    "javascript:alert(1), ADDRESS"
  })
  void an_address_is_refused_as_it_is_written(
      String url, @org.jspecify.annotations.Nullable String flaw) {
    assertThat(new Targets(false).flaw(url).map(Enum::name).orElse(null)).isEqualTo(flaw);
  }

  @Test
  void only_a_setting_for_development_opens_this_machine() {
    assertThat(new Targets(true).flaw("http://127.0.0.1:9000/x")).isEmpty();
    assertThat(new Targets(true).flaw("http://10.0.0.1:9000/x")).contains(Adding.Flaw.NOT_PUBLIC);
    assertThat(new Targets(true).flaw("http://shop.example/x")).contains(Adding.Flaw.NOT_HTTPS);
  }

  private static Duration pause(
      int step, @org.jspecify.annotations.Nullable Duration wish, double chance) {
    var next = Schedule.after(failed(wish), step, NOW, NOW, chance);
    return Duration.between(NOW, ((Schedule.Next.Again) next).at());
  }

  private static @org.jspecify.annotations.Nullable Duration wish(String header) {
    return new AnswerHead(503, Map.of("retry-after", header)).retryAfter(NOW);
  }

  private static Answer failed(@org.jspecify.annotations.Nullable Duration wish) {
    return new Answer(503, null, wish, "", 3);
  }
}
