package changke.catalog;

import changke.shared.Words;
import org.jspecify.annotations.Nullable;

/// Where buyers look; `parent` is null for the upper level.
public record Category(String slug, @Nullable String parent, Words name, int position) {}
