/// OpenFeature's remote evaluation protocol, version 0.3: other programs ask what a flag is for
/// somebody. Keys are those of the sources of behaviour; what was really shown comes back through
/// collection, as "Experiment Viewed".
@NullMarked
package changke.api.ofrep;

import org.jspecify.annotations.NullMarked;
