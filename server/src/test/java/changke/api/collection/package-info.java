/// Tests of collection over HTTP, on a real PostgreSQL, with the official programs.
@NullMarked
package changke.api.collection;

import org.jspecify.annotations.NullMarked;
