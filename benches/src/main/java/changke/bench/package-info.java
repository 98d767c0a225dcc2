/// Benchmarks: both sides run in one process run, with the answers of both checked equal.
@NullMarked
package changke.bench;

import org.jspecify.annotations.NullMarked;
