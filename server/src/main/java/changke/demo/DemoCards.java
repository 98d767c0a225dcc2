package changke.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes up cards from an installation's seed: the same cards each time they are asked for, so that
/// filling the shelves twice puts nothing twice on them.
final class DemoCards {

  private static final String SYMBOLS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  private final SecretKeySpec seed;

  DemoCards(byte[] seed) {
    this.seed = new SecretKeySpec(seed, "HmacSHA256");
  }

  List<String> of(DemoShop.Good good) {
    return IntStream.range(0, good.cards()).mapToObj(i -> card(good, i)).toList();
  }

  private String card(DemoShop.Good good, int index) {
    var bytes = bytes(good.picture() + "/" + index);
    var text = new StringBuilder();
    var used = 0;
    for (var symbol : good.card().toCharArray()) {
      text.append(
          symbol == '#' ? SYMBOLS.charAt((bytes[used++] & 0xFF) % SYMBOLS.length()) : symbol);
    }
    return text.toString();
  }

  private byte[] bytes(String name) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(seed);
      return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
