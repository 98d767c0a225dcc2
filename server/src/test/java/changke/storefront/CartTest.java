package changke.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import changke.shared.OfferId;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CartTest {

  private static final Cart EMPTY = new Cart(new LinkedHashMap<>());
  private static final OfferId TEA = new OfferId(new UUID(7, 1));
  private static final OfferId INK = new OfferId(new UUID(7, 2));

  @Test
  void a_cart_is_read_as_it_was_written() {
    var cart = EMPTY.plus(TEA, 2).plus(INK, 1).plus(TEA, 3);
    assertThat(Cart.parse(cart.toString())).isEqualTo(cart);
    assertThat(cart.lines()).containsEntry(TEA, 5).containsEntry(INK, 1);
    assertThat(cart.pieces()).isEqualTo(6);
  }

  @Test
  void none_of_something_takes_it_out() {
    assertThat(EMPTY.plus(TEA, 2).with(TEA, 0)).isEqualTo(EMPTY);
    assertThat(EMPTY.plus(TEA, 2).with(TEA, -5)).isEqualTo(EMPTY);
  }

  @Test
  void it_never_holds_more_than_it_may() {
    var cart = EMPTY;
    for (int i = 0; i < 50; i++) {
      cart = cart.plus(new OfferId(new UUID(9, i)), 1_000);
    }
    assertThat(cart.lines()).hasSize(Cart.MOST_LINES);
    assertThat(cart.lines().values()).containsOnly(Cart.MOST_PIECES);
    assertThat(Cart.parse(cart + "_" + cart).lines()).hasSizeLessThanOrEqualTo(Cart.MOST_LINES);
  }

  @Test
  void whatever_a_browser_writes_into_the_cookie_is_a_cart() {
    var seed = 20260115L;
    var random = new Random(seed);
    var letters = "0123456789abcdef-._~ %\u0000é" + TEA + ".5_";
    for (int i = 0; i < 5_000; i++) {
      var text = new StringBuilder();
      var length = random.nextInt(120);
      for (int c = 0; c < length; c++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      var broken = random.nextBoolean() ? EMPTY.plus(TEA, 2) + "_" + text : text.toString();
      var cart = Cart.parse(broken);
      assertThat(cart.lines().size())
          .as("seed %s: %s", seed, broken)
          .isLessThanOrEqualTo(Cart.MOST_LINES);
      assertThat(cart.lines().values())
          .allMatch(pieces -> pieces >= 1 && pieces <= Cart.MOST_PIECES);
    }
  }
}
