package changke.api.merchant;

import java.util.UUID;

/// How many of an offer can be sold now. `available` is exact for one offer; in lists it is counted
/// up to 100, which then stands for "or more". With `unlimited` one secret serves every buyer.
record StockShown(UUID offer, int available, boolean unlimited, int lowStockAt) {}
