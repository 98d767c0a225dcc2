/// Tests of the journal on a real PostgreSQL.
@NullMarked
package changke.activity;

import org.jspecify.annotations.NullMarked;
