/// Changke 常客, the marketplace for digital goods whose buyers and merchants come back: one modular
/// monolith around one pure engine. Every direct sub-package is a module; docs/modules.md shows
/// them.
@NullMarked
package changke;

import org.jspecify.annotations.NullMarked;
