package changke.storefront;

import changke.catalog.InputField;
import changke.pages.Page;
import changke.payments.Channel;
import changke.shared.Words;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The last look before paying. `request` makes pressing the button twice one order.
record CheckoutPage(
    Front front,
    UUID request,
    List<CartPage.Line> lines,
    Bill bill,
    List<Question> questions,
    List<Channel> channels,
    String channel,
    String email,
    @Nullable Problem problem)
    implements Page {

  /// Something that the merchant must know; `name` is the form field's, `wrong` that what was
  /// filled in does not fit.
  record Question(String name, InputField field, Words offer, String answer, boolean wrong) {}

  /// The key of what keeps the order from being placed, with its parameters.
  record Problem(String word, List<Object> parameters) {

    Problem {
      parameters = List.copyOf(parameters);
    }
  }

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
