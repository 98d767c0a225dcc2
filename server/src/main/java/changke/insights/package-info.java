/// What the numbers say: histories of other shops' orders, and reports made by the engine
/// (retention, RFM, repurchase, revenue by cohort), in a running house or as one file without it.
///
/// Owns the imported histories: people in them are scoped to their history, are reached by no
/// message, and count in no figure of the platform. Refuses to show a number without its
/// definition, zone and people. Knows no page: the backoffice draws what this module counts.
@ApplicationModule(
    displayName = "insights",
    allowedDependencies = {"shared", "platform"})
@NullMarked
package changke.insights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
