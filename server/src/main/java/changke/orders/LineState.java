package changke.orders;

/// Where one line of an order stands.
public enum LineState {
  OPEN,
  DELIVERED,
  /// Not delivered, or taken back; its money goes back.
  RETURNED
}
