package changke.payments;

import java.util.List;

/// One thing that a channel of a provider has to be told, as forms show it. Secret ones are kept
/// sealed and never shown again; `choices` and `otherwise` are for the others.
public record ChannelField(
    String name,
    Shape shape,
    boolean secret,
    boolean needed,
    List<String> choices,
    String otherwise) {

  /// How it is written.
  public enum Shape {
    LINE,
    /// An address on the web, https except on this machine.
    ADDRESS,
    CHOICE,
    /// An RSA private key, PKCS#8, with or without the PEM lines.
    PRIVATE_KEY,
    /// An RSA public key or a certificate, with or without the PEM lines.
    PUBLIC_KEY
  }

  static ChannelField secret(String name) {
    return secret(name, Shape.LINE);
  }

  static ChannelField secret(String name, Shape shape) {
    return new ChannelField(name, shape, true, true, List.of(), "");
  }

  static ChannelField address(String name, String otherwise) {
    return new ChannelField(name, Shape.ADDRESS, false, otherwise.isEmpty(), List.of(), otherwise);
  }

  static ChannelField line(String name, String otherwise) {
    return new ChannelField(name, Shape.LINE, false, false, List.of(), otherwise);
  }

  /// The first choice is the one that counts when nothing is chosen.
  static ChannelField choice(String name, String... choices) {
    return new ChannelField(name, Shape.CHOICE, false, false, List.of(choices), choices[0]);
  }
}
