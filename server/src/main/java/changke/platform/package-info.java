/// What the house stands on: the database (embedded or given), migrations per module, jobs, the
/// registry of facts, sessions, the master key, backup and restore. It knows no domain word.
@ApplicationModule(displayName = "platform", allowedDependencies = "shared")
@NullMarked
package changke.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
