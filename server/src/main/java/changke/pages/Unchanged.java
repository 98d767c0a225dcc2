package changke.pages;

/// The reader has seen all there is: nothing is sent (204).
public record Unchanged() {}
