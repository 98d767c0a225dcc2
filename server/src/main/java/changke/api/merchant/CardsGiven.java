package changke.api.merchant;

import org.jspecify.annotations.Nullable;

/// One element of the array that an import in JSON consists of; a plain string is a card too.
/// `expires` is the last day (`2027-12-31`).
record CardsGiven(String card, @Nullable String label, @Nullable String expires) {}
