package changke.vault;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.PersonId;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// What someone wants to put on the shelf. `id` is made by the caller and names the import: sent
/// again with the same content it goes on where it stopped, or answers with the report. `source`
/// tells the merchant later where the cards came from. With `many` every buyer receives the same
/// card.
public record CardImport(
    UUID id,
    MerchantId merchant,
    OfferId offer,
    PersonId by,
    String source,
    CardFormat format,
    Charset charset,
    boolean many) {

  private static final int LONGEST_SOURCE = 200;

  public CardImport {
    source = source.strip();
    source = source.substring(0, Math.min(source.length(), LONGEST_SOURCE));
  }

  /// Plain lines in UTF-8.
  public static CardImport lines(
      UUID id, MerchantId merchant, OfferId offer, PersonId by, String source) {
    return new CardImport(
        id, merchant, offer, by, source, CardFormat.LINES, StandardCharsets.UTF_8, false);
  }
}
