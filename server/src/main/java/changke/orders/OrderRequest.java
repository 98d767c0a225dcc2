package changke.orders;

import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.PersonId;
import changke.vault.CardId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a buyer wants. `request` comes from the form: sent twice, it is one order. `address` is the
/// buyer's network address, for quotas. Prices are not part of it: they are looked up. `agreed` is
/// the total that the buyer saw; an order that would cost something else is not placed. `points` is
/// how many the buyer wants to pay with.
public record OrderRequest(
    UUID request,
    @Nullable PersonId person,
    String email,
    String language,
    String address,
    List<Item> items,
    @Nullable Money agreed,
    long points) {

  public OrderRequest {
    items = List.copyOf(items);
  }

  public OrderRequest(
      UUID request,
      @Nullable PersonId person,
      String email,
      String language,
      String address,
      List<Item> items) {
    this(request, person, email, language, address, items, null, 0);
  }

  /// One line: an offer, how many, the card that was picked where one can be, and what the buyer
  /// filled in.
  public record Item(
      OfferId offer, int quantity, @Nullable CardId chosen, Map<String, String> answers) {

    public static Item of(OfferId offer, int quantity) {
      return new Item(offer, quantity, null, Map.of());
    }
  }
}
