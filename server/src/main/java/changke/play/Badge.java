package changke.play;

import changke.shared.Words;
import java.util.UUID;

/// What can be worn; `icon` names a drawing of the kit.
public record Badge(UUID id, Words name, Words words, String icon) {}
