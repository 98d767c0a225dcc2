package changke.storefront.wallet;

import changke.pages.Page;
import changke.rewards.RulebookEdition;
import changke.storefront.Front;
import java.util.List;

/// The public rulebook in one of its versions, what changed with it, and the other versions.
record RulesPage(Front front, RulebookEdition edition, List<RulebookEdition> editions)
    implements Page {}
