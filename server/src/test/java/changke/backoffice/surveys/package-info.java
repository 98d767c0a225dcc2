/// Surveys from the question to the report.
@NullMarked
package changke.backoffice.surveys;

import org.jspecify.annotations.NullMarked;
