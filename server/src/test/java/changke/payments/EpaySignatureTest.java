package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import changke.shared.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EpaySignatureTest {

  private static final Map<String, String> ORDER =
      Map.of(
          "money", "9.90",
          "name", "VIP月卡 x1",
          "notify_url", "https://shop.example/pay/epay/notify/7",
          "out_trade_no", "20260101000001",
          "pid", "1001",
          "return_url", "https://shop.example/pay/return",
          "type", "alipay");

  private static final Map<String, String> NOTIFICATION =
      Map.of(
          "money", "9.90",
          "name", "VIP月卡 x1",
          "out_trade_no", "20260101000001",
          "pid", "1001",
          "trade_no", "2026010122001400001",
          "trade_status", "TRADE_SUCCESS",
          "type", "alipay");

  @Test
  void the_published_vectors_are_met() {
    assertThat(sign(ORDER, Map.of())).isEqualTo("80fbaf96e95833e9acf967fef7bd7353");
    assertThat(sign(NOTIFICATION, Map.of())).isEqualTo("b1427a1b44e5096d80ae82b4181bad62");
  }

  @Test
  void empty_values_and_the_signature_itself_are_not_signed() {
    var more = new HashMap<>(NOTIFICATION);
    more.put("param", "");
    more.put("sign", "whatever");
    more.put("sign_type", "MD5");
    assertThat(sign(more, Map.of())).isEqualTo("b1427a1b44e5096d80ae82b4181bad62");
    more.put("param", "x");
    assertThat(sign(more, Map.of())).isNotEqualTo("b1427a1b44e5096d80ae82b4181bad62");
  }

  @Test
  void a_variant_is_a_setting_of_the_channel() {
    assertThat(sign(Map.of("a", "1"), Map.of("key-join", "&key=")))
        .isEqualTo(Signatures.md5("a=1&key=k3yK3YexampleKEY"));
    assertThat(sign(Map.of("a", "月 卡"), Map.of("encoded", "true")))
        .isEqualTo(Signatures.md5("a=%E6%9C%88+%E5%8D%A1k3yK3YexampleKEY"));
  }

  @Test
  void nothing_is_signed_with_an_empty_key() {
    var access = new Provider.Access(channel(Map.of()), Map.of("pid", "1001", "key", " "));
    assertThatThrownBy(() -> EpayProvider.sign(access, ORDER))
        .isInstanceOf(ProviderException.class);
  }

  private static String sign(Map<String, String> fields, Map<String, String> settings) {
    return EpayProvider.sign(
        new Provider.Access(channel(settings), Map.of("pid", "1001", "key", "k3yK3YexampleKEY")),
        fields);
  }

  private static Channel channel(Map<String, String> settings) {
    return new Channel(
        new ChannelId(new UUID(0, 7)), "epay", new Words("易支付", "epay"), null, settings, true);
  }
}
