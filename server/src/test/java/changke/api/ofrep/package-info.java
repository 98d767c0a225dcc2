@NullMarked
package changke.api.ofrep;

import org.jspecify.annotations.NullMarked;
