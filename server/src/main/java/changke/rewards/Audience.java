package changke.rewards;

/// A published class of people. Everyone of a class gets equal terms; nothing here depends on what
/// somebody is predicted to do.
public enum Audience {
  /// Whoever comes, guests included where nothing is counted per person.
  EVERYONE,
  /// Whoever signed up.
  MEMBERS,
  /// Members who have not bought anything yet.
  NEWCOMERS,
  /// Members whose last purchase is at least 30 days ago.
  QUIET,
  /// Members whose last purchase is at least 90 days ago.
  AWAY,
  /// Members in the month of their birthday.
  BIRTHDAY,
  /// Members whose tier brings the member day.
  MEMBER_DAY,
  SILVER_UP,
  GOLD_UP,
  PLATINUM
}
