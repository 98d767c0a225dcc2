package changke.messaging;

import java.util.UUID;

/// Sends text messages to telephones. Providers differ by country, so this is the contract that one
/// of them is put behind; what is here writes into a file, for development.
public interface TextMessages {

  /// Sends under an id that stays the same over tries.
  ///
  /// @param number as `+8613800138000`
  /// @throws RuntimeException when it could not be handed over; it is tried again later
  void send(UUID id, String number, String text);
}
