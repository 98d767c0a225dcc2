/// Pages about the house's own behaviour (the console: reports, kept ones, the people behind a
/// number) and about imported histories: the list with uploads and their progress, the mapping of
/// columns, and the reports. The numbers come from the module `insights`.
@NullMarked
package changke.backoffice.insights;

import org.jspecify.annotations.NullMarked;
