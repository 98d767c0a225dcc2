/// Tests of the journal on a real PostgreSQL.
@NullMarked
package changke.audience;

import org.jspecify.annotations.NullMarked;
