package changke.orders;

import changke.shared.PersonId;

/// Port: how much trust a member has earned, as a factor on what may wait for payment at once.
public interface BuyerStanding {

  /// 1 for everyone else, more for those who are trusted.
  int quotaFactor(PersonId person);
}
