/// What the three faces share about orders and complaints: the fragments that draw a thread, a
/// filter and a queue, and how an act on a complaint is answered. It owns no page and no table.
@ApplicationModule(
    displayName = "counter",
    allowedDependencies = {"shared", "orders", "pages"})
@NullMarked
package changke.counter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
