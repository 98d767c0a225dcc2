package changke.catalog;

/// In which order the offers of a category are listed.
public enum Sort {
  NEWEST,
  CHEAPEST,
  DEAREST
}
