package changke.vault;

/// Why a line was not taken.
public enum Refusal {
  BLANK,
  /// Not text in this encoding, a control character, an open quote, or columns that do not fit.
  MALFORMED,
  TOO_LONG,
  /// The same card stands further up in the file.
  TWICE_IN_FILE,
  /// The merchant has, or had, this card already.
  IN_VAULT,
  EXPIRED
}
