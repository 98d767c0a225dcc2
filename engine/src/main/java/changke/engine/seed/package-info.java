/// Seeded generators shared by tests, benchmarks and the demo: the same seed gives the same world
/// on every machine, in any order of asking.
@NullMarked
package changke.engine.seed;

import org.jspecify.annotations.NullMarked;
