/// Surveys for operators: the list, the editor, what people answered. The numbers come from the
/// module `insights`.
@NullMarked
package changke.backoffice.surveys;

import org.jspecify.annotations.NullMarked;
