package changke.identity;

/// What a person is beside being a buyer.
public enum Role {
  MERCHANT,
  OPERATOR
}
