/// People and merchants as the operators see them: stages, segments and their builder, and one
/// person's page with everything that is known and why.
@NullMarked
package changke.backoffice.audience;

import org.jspecify.annotations.NullMarked;
