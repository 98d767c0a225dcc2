@NullMarked
package changke.cluster;

import org.jspecify.annotations.NullMarked;
