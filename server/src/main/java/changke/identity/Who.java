package changke.identity;

/// Who may call a page or an endpoint.
public enum Who {
  /// Anyone, signed in or not.
  EVERYONE,
  /// Whoever is signed in.
  MEMBER,
  /// Staff of a merchant; the page itself checks which merchant.
  MERCHANT,
  /// The platform's operators.
  OPERATOR,
  /// A program with an API token; no cookie counts here. Only below `/api/` and `/v1/`.
  PROGRAM
}
