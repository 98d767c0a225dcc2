/// What the faces share about orders and complaints, the fragments that draw a thread, a filter and
/// a queue, and how an act on a complaint is answered; and the pages of webhooks, which shops and
/// operators have alike. It owns no table and no address.
@ApplicationModule(
    displayName = "counter",
    allowedDependencies = {"shared", "identity", "orders", "webhooks", "pages"})
@NullMarked
package changke.counter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
