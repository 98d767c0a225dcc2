package changke.engine.trial;

/// The share of people who are left alone, so that what is done to the others can be measured.
///
/// It is one hash and nothing else: no list to keep, the same answer on every machine, and raising
/// the share only adds people.
///
/// @param seed names the holdout; another seed holds out other people
/// @param share of all people, 0 to 1, in steps of 1/10,000
public record Holdout(String seed, double share) {

  public Holdout {
    if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("share: " + share);
  }

  /// Whether this person is left alone.
  public boolean holds(String person) {
    return Bucketing.place(seed, person) < share;
  }
}
