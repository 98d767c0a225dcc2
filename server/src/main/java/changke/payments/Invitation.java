package changke.payments;

import org.jspecify.annotations.Nullable;

/// Where a buyer pays: an address to go to, or a code to be scanned with a phone. `session` is what
/// the provider calls the matter before it is paid, where it does.
record Invitation(String at, boolean scanned, @Nullable String session) {

  static Invitation to(String address) {
    return new Invitation(address, false, null);
  }

  static Invitation scan(String code) {
    return new Invitation(code, true, null);
  }
}
