package changke.messaging;

import java.util.UUID;

/// Takes letters away: over SMTP, or into the development mailbox.
interface Post {

  /// Sends under an id that stays the same over tries.
  ///
  /// @throws RuntimeException when it could not be handed over; it is tried again later
  void send(UUID id, String email, Templates.Written letter);
}
