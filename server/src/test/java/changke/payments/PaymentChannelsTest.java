package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.identity.Approvals;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.messaging.Messaging;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class PaymentChannelsTest {

  private static final Words NAME = new Words("易支付", "epay");

  @Autowired PaymentChannels channels;
  @Autowired Payments payments;
  @Autowired Asking asking;
  @Autowired Approvals approvals;
  @Autowired Identity identity;
  @Autowired Messaging messaging;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;

  private PersonId wen = new PersonId(UUID.randomUUID());
  private PersonId zhao = new PersonId(UUID.randomUUID());
  private String email = "";

  @BeforeEach
  void wen_and_zhao_are_operators() {
    email = "wen-" + UUID.randomUUID() + "@example.org";
    wen = operator(email);
    zhao = operator("zhao-" + UUID.randomUUID() + "@example.org");
  }

  private PersonId operator(String address) {
    var form = new SignUp("Wen", address, "a door left ajar", Locale.ENGLISH, ZoneId.of("UTC"));
    return ((SignUp.Joined) identity.enrol(form, Role.OPERATOR)).person().id();
  }

  @Test
  void a_change_counts_after_its_delay_and_a_second_operators_yes() {
    var channel = settled(epay("https://pay.example", "first"));
    channels.change(channel, epay("https://pay2.example", ""), wen, "::1");
    clock.forward(Duration.ofHours(25));
    assertThat(gateway(channel)).as("nobody has said yes").isEqualTo("https://pay.example");
    assertThat(channels.allow(channel, wen)).as("not who asked").isFalse();
    assertThat(channels.allow(channel, zhao)).isTrue();
    assertThat(channels.allow(channel, zhao)).isFalse();
    assertThat(gateway(channel)).isEqualTo("https://pay2.example");
    assertThat(audited(channel)).contains("channel.credentials-allowed");
  }

  @Test
  void a_yes_does_not_shorten_the_delay() {
    var channel = settled(epay("https://pay.example", "first"));
    channels.change(channel, epay("https://pay2.example", ""), wen, "::1");
    assertThat(channels.allow(channel, zhao)).isTrue();
    assertThat(gateway(channel)).isEqualTo("https://pay.example");
    clock.forward(Duration.ofHours(25));
    assertThat(gateway(channel)).isEqualTo("https://pay2.example");
  }

  @Test
  void a_yes_or_no_where_all_acts_wait_is_one_to_the_change() {
    var channel = settled(epay("https://pay.example", "first"));
    channels.change(channel, epay("https://pay2.example", ""), wen, "::1");
    approvals.decide(zhao, waiting(channel), true);
    clock.forward(Duration.ofHours(25));
    assertThat(gateway(channel)).isEqualTo("https://pay2.example");
    channels.change(channel, epay("https://pay3.example", ""), wen, "::1");
    approvals.decide(zhao, waiting(channel), false);
    assertThat(channels.waiting(channel)).isEmpty();
    clock.forward(Duration.ofHours(25));
    assertThat(gateway(channel)).isEqualTo("https://pay2.example");
  }

  @Test
  void a_change_that_nobody_allowed_gives_way_to_a_newer_one() {
    var channel = settled(epay("https://pay.example", "first"));
    channels.change(channel, epay("https://evil.example", "theirs"), wen, "::1");
    channels.change(channel, epay("https://pay2.example", ""), wen, "::1");
    assertThat(approvals.waiting())
        .as("the older one waits nowhere any more")
        .filteredOn(one -> one.about().contains(channel.toString()))
        .hasSize(1);
    assertThat(channels.allow(channel, zhao)).isTrue();
    clock.forward(Duration.ofHours(25));
    assertThat(gateway(channel)).isEqualTo("https://pay2.example");
    assertThat(channels.waiting(channel)).isEmpty();
    assertThat(asking.access(channels.find(channel).orElseThrow()).secret("key"))
        .isEqualTo("first");
  }

  @Test
  void what_nobody_has_allowed_can_be_stopped_after_its_delay_too() {
    var channel = settled(epay("https://pay.example", "first"));
    channels.change(channel, epay("https://pay2.example", ""), wen, "::1");
    clock.forward(Duration.ofDays(4));
    assertThat(channels.waiting(channel)).isPresent();
    assertThat(channels.stop(channel, zhao)).isTrue();
    assertThat(approvals.waiting()).noneMatch(one -> one.about().contains(channel.toString()));
    assertThat(channels.allow(channel, zhao)).isFalse();
    assertThat(gateway(channel)).isEqualTo("https://pay.example");
  }

  private UUID waiting(ChannelId channel) {
    return approvals.waiting().stream()
        .filter(one -> one.about().contains(channel.toString()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  /// A channel whose first keys count by now, whichever channel of the house it was.
  private ChannelId settled(Map<String, String> typed) {
    var channel = added(typed).channel();
    channels.allow(channel, zhao);
    clock.forward(Duration.ofHours(25));
    return channel;
  }

  @Test
  void a_further_channel_counts_after_the_delay_and_everyone_concerned_is_told() {
    added(epay("https://pay.example", "first"));
    var second = added(epay("https://evil.example", "second"));
    assertThat(second.activeFrom()).isAfter(clock.instant().plus(Duration.ofHours(23)));
    assertThat(open(second.channel())).isFalse();
    assertThat(channels.origins()).doesNotContain("https://evil.example");
    assertThat(letters()).anyMatch(subject -> subject.contains("epay are changing"));
    assertThat(audited(second.channel())).contains("channel.credentials-added");
    clock.forward(Duration.ofHours(25));
    assertThat(open(second.channel())).as("nobody has said yes").isFalse();
    assertThat(channels.origins()).doesNotContain("https://evil.example");
    assertThat(channels.allow(second.channel(), zhao)).isTrue();
    assertThat(open(second.channel())).isTrue();
    assertThat(channels.origins()).contains("https://evil.example");
    channels.enable(second.channel(), false, wen);
    assertThat(open(second.channel())).isFalse();
    assertThat(channels.origins()).doesNotContain("https://evil.example");
  }

  @Test
  void the_address_of_the_gateway_waits_like_a_key_and_can_be_stopped() {
    var channel = settled(epay("https://pay.example", "first"));
    var typed = epay("https://evil.example", "");
    assertThat(channels.change(channel, typed, wen, "::1")).isInstanceOf(ChannelSaved.Done.class);
    assertThat(gateway(channel)).isEqualTo("https://pay.example");
    assertThat(channels.waiting(channel)).isPresent();
    assertThat(channels.stop(channel, wen)).isTrue();
    assertThat(channels.stop(channel, wen)).isFalse();
    clock.forward(Duration.ofHours(25));
    assertThat(gateway(channel)).isEqualTo("https://pay.example");
    assertThat(letters()).anyMatch(subject -> subject.contains("stay as they are"));
    assertThat(audited(channel))
        .containsSubsequence("channel.credentials-changed", "channel.credentials-stopped");
  }

  @Test
  void a_secret_that_is_left_blank_stays_and_none_is_shown() {
    var channel = settled(epay("https://pay.example", "first"));
    channels.change(channel, epay("https://pay2.example", ""), wen, "::1");
    channels.allow(channel, zhao);
    clock.forward(Duration.ofHours(25));
    var access = asking.access(channels.find(channel).orElseThrow());
    assertThat(access.secret("key")).isEqualTo("first");
    assertThat(gateway(channel)).isEqualTo("https://pay2.example");
    assertThat(channels.settings(channels.find(channel).orElseThrow()).toString())
        .doesNotContain("first");
    assertThat(channels.changes(channel).toString()).doesNotContain("first");
    assertThat(access.toString()).doesNotContain("first");
  }

  @Test
  void what_does_not_fit_is_said_field_by_field_and_nothing_is_kept() {
    var before = channels.all().size();
    var typed = new HashMap<>(epay("http://pay.example", ""));
    typed.put("mode", "telepathy");
    typed.put("type", "a\u0007b");
    var saved = channels.add("epay", new Words("", "e"), typed, wen, "::1");
    assertThat(saved)
        .isEqualTo(
            new ChannelSaved.Unfit(
                Map.of(
                    "gateway", "address",
                    "mode", "choice",
                    "type", "text",
                    "key", "missing",
                    "name", "missing")));
    var keys =
        channels.add(
            "epay-v2",
            NAME,
            Map.of(
                "gateway", "https://pay.example",
                "pid", "1",
                "private-key", "MIIE nonsense",
                "platform-key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"),
            wen,
            "::1");
    assertThat(keys)
        .isEqualTo(new ChannelSaved.Unfit(Map.of("private-key", "key", "platform-key", "key")));
    assertThat(channels.add("sandbox", NAME, Map.of(), wen, ""))
        .isInstanceOf(ChannelSaved.NoSuchChannel.class);
    assertThat(channels.all()).hasSize(before);
  }

  @Test
  void channels_are_put_in_order() {
    var one = added(epay("https://pay.example", "1")).channel();
    var two = added(epay("https://pay.example", "2")).channel();
    assertThat(place(one)).isLessThan(place(two));
    channels.move(two, true, wen);
    assertThat(place(two)).isLessThan(place(one));
    channels.move(two, false, wen);
    assertThat(place(one)).isLessThan(place(two));
    channels.move(two, false, wen);
    assertThat(place(two)).isEqualTo(channels.all().size() - 1);
  }

  @Test
  void every_provider_says_what_it_needs_and_what_it_can_do() {
    assertThat(channels.kinds())
        .extracting(PaymentChannels.Kind::name)
        .containsExactly("alipay", "epay", "epay-v2", "stripe", "wechat");
    for (var kind : channels.kinds()) {
      assertThat(kind.fields()).as(kind.name()).anyMatch(ChannelField::secret);
      assertThat(kind.capabilities()).as(kind.name()).contains(Capability.QUERY, Capability.REFUND);
    }
  }

  private ChannelSaved.Done added(Map<String, String> typed) {
    return (ChannelSaved.Done) channels.add("epay", NAME, typed, wen, "127.0.0.1");
  }

  private static Map<String, String> epay(String gateway, String key) {
    return Map.of("gateway", gateway, "pid", "1001", "key", key);
  }

  private boolean open(ChannelId channel) {
    return payments.channels().stream().anyMatch(one -> one.id().equals(channel));
  }

  private String gateway(ChannelId channel) {
    return channels.settings(channels.find(channel).orElseThrow()).getOrDefault("gateway", "");
  }

  private int place(ChannelId channel) {
    return channels.all().stream().map(Channel::id).toList().indexOf(channel);
  }

  private java.util.List<String> letters() {
    return messaging.recent(500, 0).stream()
        .filter(letter -> letter.email().equals(email))
        .map(letter -> letter.subject())
        .toList();
  }

  private java.util.List<String> audited(ChannelId channel) {
    return jdbc.sql("SELECT what FROM identity.audit WHERE about = :about ORDER BY id")
        .param("about", "channel " + channel)
        .query(String.class)
        .list();
  }
}
