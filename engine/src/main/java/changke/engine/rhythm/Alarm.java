package changke.engine.rhythm;

/// A series has left its usual course.
///
/// @param period the closed period in which the alarm went off, as a position in the series
/// @param since the period in which the deviation began
/// @param direction +1 above, −1 below what was expected
/// @param expected what the periods from `since` on were expected to sum up to
/// @param actual what they did
public record Alarm(int period, int since, int direction, double expected, double actual) {}
