package changke.orders;

/// Where an order stands: placed → paid → delivering → delivered → completed, beside the rest.
public enum OrderState {
  /// Cards are held; it waits for payment.
  PLACED,
  PAID,
  /// A person still has something to hand over.
  DELIVERING,
  DELIVERED,
  COMPLETED,
  /// Not paid in time. Money that comes all the same makes it paid.
  EXPIRED,
  CANCELLED,
  REFUNDING,
  REFUNDED,
  DISPUTED;

  /// Whether the buyer may see what was bought.
  public boolean isDelivered() {
    return this == DELIVERED || this == COMPLETED || this == DISPUTED || this == DELIVERING;
  }

  /// Whether nothing was paid for it and nothing is waited for.
  public boolean isDead() {
    return this == EXPIRED || this == CANCELLED;
  }
}
