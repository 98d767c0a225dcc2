package changke.backoffice.payments;

import changke.pages.Page;
import changke.payments.Correction;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Balances that were put right, and the form for another one; `request` makes sending it twice one
/// correction.
record CorrectionsPage(
    Tabs tabs,
    Filter filter,
    Map<PersonId, String> people,
    Slice<Correction> corrections,
    UUID request,
    Map<String, String> typed,
    @Nullable String problem,
    boolean may)
    implements Page {

  String value(String field) {
    return typed.getOrDefault(field, "");
  }

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
