/// What the numbers say: the house's own behaviour, read on from the journal into memory, and
/// histories of other shops' orders; reports on both made by the engine, as pages or as one file
/// without a house.
///
/// Owns the state that is built of the journal, saved reports, surveys with their answers, and the
/// imported histories: people in them are scoped to their history, are reached by no message, and
/// count in no figure of the platform. Refuses to show a number without its definition, zone and
/// people. Knows no page: the backoffice draws what this module counts.
@ApplicationModule(
    displayName = "insights",
    allowedDependencies = {"shared", "platform", "activity", "audience", "catalog"})
@NullMarked
package changke.insights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
