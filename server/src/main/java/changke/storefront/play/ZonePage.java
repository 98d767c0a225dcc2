package changke.storefront.play;

import changke.pages.Page;
import changke.storefront.Front;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a person's days begin. `from` is when the zone may change again; null when it may now.
record ZonePage(Front front, String zone, List<String> zones, @Nullable Instant from)
    implements Page {}
