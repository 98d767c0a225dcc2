package changke.webhooks;

/// What became of an address that somebody filled in.
public sealed interface Adding {

  /// `secret` is shown this once.
  record Added(Endpoint endpoint, String secret) implements Adding {
    @Override
    public String toString() {
      return "Added[" + endpoint + "]";
    }
  }

  record Saved(Endpoint endpoint) implements Adding {}

  record Unfit(Flaw flaw) implements Adding {}

  /// What is wrong with it.
  enum Flaw {
    /// No address, too long, or with a name and password in it.
    ADDRESS,
    /// Only https is spoken.
    NOT_HTTPS,
    /// It leads into a network that is not public.
    NOT_PUBLIC,
    /// Nothing is to be told, or something that cannot be chosen.
    NOTHING_CHOSEN,
    /// This owner has as many as there may be.
    TOO_MANY
  }
}
