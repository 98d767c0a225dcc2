/// The append-only journal of behaviour: facts from commerce and page views, in the order in which
/// they were committed, read on by consumers that each have a cursor. It knows pseudonyms only (the
/// person's id, the visitor's cookie) and judges nothing; who says that they do not want to be
/// followed (Do-Not-Track, Global Privacy Control) is not.
@ApplicationModule(
    displayName = "activity",
    allowedDependencies = {"shared", "platform", "identity", "orders"})
@NullMarked
package changke.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
