/// The pure engine: every function depends on its arguments only. No clock, no SQL, no logging, no
/// Spring; what is partitioned by person can be merged, and every part has a naive oracle in its
/// tests.
@NullMarked
package changke.engine;

import org.jspecify.annotations.NullMarked;
