package changke.catalog;

/// From `from` pieces on, each piece of the line costs `unitMinor`.
public record WholesaleStep(int from, long unitMinor) {}
