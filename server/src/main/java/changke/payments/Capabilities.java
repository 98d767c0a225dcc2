package changke.payments;

/// What a provider can do beside taking money.
public record Capabilities(boolean query, boolean refund, boolean queryRefund, boolean close) {

  static final Capabilities ALL = new Capabilities(true, true, true, true);
}
