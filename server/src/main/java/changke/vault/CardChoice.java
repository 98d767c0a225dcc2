package changke.vault;

/// A card that a buyer can pick by what its label says; the secret stays hidden.
public record CardChoice(CardId id, String label) {}
