package changke.api.merchant;

/// From `from` pieces on, each costs `unitMinor`.
record Step(int from, long unitMinor) {}
