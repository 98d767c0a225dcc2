package changke.storefront;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.OfferId;
import changke.vault.CardId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Putting things into the cart and taking them out again.
@Controller
@Allowed(Who.EVERYONE)
class CartController {

  private final Catalog catalog;
  private final Till till;

  CartController(Catalog catalog, Till till) {
    this.catalog = catalog;
    this.till = till;
  }

  @GetMapping("/cart")
  CartPage cart(
      @RequestParam(required = false) @Nullable UUID removed,
      @RequestParam(defaultValue = "1") int pieces,
      Cart cart,
      Visitor visitor,
      Front front) {
    var lines = till.lines(cart);
    var undo = removed == null ? null : new OfferId(removed);
    return new CartPage(front, lines, till.bill(lines, visitor), undo, pieces);
  }

  /// `now` leads straight to the checkout; `card` is the very card that was picked.
  @PostMapping("/cart/add")
  Redirect add(
      @RequestParam UUID offer,
      @RequestParam(defaultValue = "1") int quantity,
      @RequestParam(required = false) @Nullable String now,
      @RequestParam(required = false) @Nullable UUID card,
      Cart cart,
      HttpServletRequest request,
      HttpServletResponse response) {
    var id = new OfferId(offer);
    if (card != null) {
      Picks.of(request).with(id, new CardId(card)).keep(response);
      cart = cart.with(id, 0);
    }
    var _ = catalog.offer(id).orElseThrow(NotFoundException::new);
    var pieces = Math.clamp(quantity, 1, Cart.MOST_PIECES);
    if (now != null) {
      cart.with(id, pieces).keep(response);
      return Redirect.to("/checkout");
    }
    var fuller = cart.plus(id, pieces);
    fuller.keep(response);
    return Redirect.to("/cart")
        .saying(fuller.equals(cart) ? "storefront.cart.full" : "storefront.cart.added");
  }

  @PostMapping("/cart/change")
  Redirect change(
      @RequestParam UUID offer,
      @RequestParam int quantity,
      Cart cart,
      HttpServletResponse response) {
    var id = new OfferId(offer);
    var before = cart.lines().getOrDefault(id, 0);
    cart.with(id, quantity).keep(response);
    return Redirect.to(
        quantity > 0 ? "/cart" : "/cart?removed=" + id + "&pieces=" + Math.max(1, before));
  }
}
