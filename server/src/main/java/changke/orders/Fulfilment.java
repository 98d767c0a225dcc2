package changke.orders;

import changke.catalog.Delivery;

/// Port: whoever makes what is not in the vault (grants, files). Called inside the delivering
/// transaction; every call can come twice.
public interface Fulfilment {

  boolean delivers(Delivery delivery);

  /// Hands over one line; false when that takes time and [Orders#fulfilled] will be called.
  boolean deliver(Order order, OrderLine line);

  /// Takes one line back after a refund.
  void takeBack(Order order, OrderLine line);
}
