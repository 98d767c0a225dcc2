/// People, who of them runs the platform, and the log of dangerous acts.
@NullMarked
package changke.backoffice.people;

import org.jspecify.annotations.NullMarked;
