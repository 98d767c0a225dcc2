package changke.catalog;

/// What a buyer has bought when the order is done.
public enum OfferKind {
  CARD,
  FILE,
  MEMBERSHIP,
  COURSE,
  COLLECTIBLE,
  VOUCHER,
  LICENCE,
  SERVICE,
  BUNDLE
}
