package changke.pages;

import java.util.Set;

/// Says to which origins, beside our own, forms lead just now. The screens that send buyers to
/// gateways answer it.
public interface FormOrigins {
  Set<String> origins();
}
