package changke.storefront;

import changke.pages.Page;
import changke.shared.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The form with which a member asks for money of the balance; `problem` is a word with its
/// parameters.
record WithdrawPage(
    Front front,
    UUID request,
    Money available,
    Money least,
    List<String> ways,
    String amount,
    String way,
    String account,
    String holder,
    @Nullable String problem,
    List<Object> parameters)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
