/// The kernel: values that every module speaks in. Money, ids, paging. No behaviour with side
/// effects.
@ApplicationModule(
    displayName = "shared",
    allowedDependencies = {},
    type = ApplicationModule.Type.OPEN)
@NullMarked
package changke.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
