package changke.storefront.play;

import changke.pages.Page;
import changke.play.HeldBadge;
import changke.play.Showcase;
import changke.storefront.Front;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person lets others see. `problem` is the key of what was wrong with what they typed.
record ShowcasePage(
    Front front, Showcase showcase, List<HeldBadge> badges, boolean off, @Nullable String problem)
    implements Page {}
