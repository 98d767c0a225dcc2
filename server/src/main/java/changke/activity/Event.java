package changke.activity;

/// An entry of the journal.
///
/// @param position rises in the order of commits, with gaps allowed
public record Event(long position, Happening happening) {}
