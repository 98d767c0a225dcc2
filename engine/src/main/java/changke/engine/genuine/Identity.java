package changke.engine.genuine;

/// What tells who is behind an account. An empty string is unknown and is like nothing else.
public record Identity(String device, String address, String payment) {

  public static final Identity UNKNOWN = new Identity("", "", "");

  /// The kinds of identity, in the order of how much they say.
  public enum Kind {
    PAYMENT,
    DEVICE,
    ADDRESS
  }

  String of(Kind kind) {
    return switch (kind) {
      case PAYMENT -> payment;
      case DEVICE -> device;
      case ADDRESS -> address;
    };
  }
}
