package changke.audience;

/// Of whom something is known: people who buy or look, or merchants.
public enum Unit {
  BUYER,
  MERCHANT
}
