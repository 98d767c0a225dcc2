package changke.engine.trial;

/// What two arms say about each other: an [Effect], or the reason why there is none.
public sealed interface Verdict permits Effect, Undecidable {}
