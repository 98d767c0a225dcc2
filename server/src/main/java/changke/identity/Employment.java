package changke.identity;

import changke.shared.MerchantId;
import changke.shared.PersonId;

/// Who works for which merchant. The merchants above answer it, so that a token dies with the job
/// that it was made for.
public interface Employment {
  boolean worksFor(PersonId person, MerchantId merchant);
}
