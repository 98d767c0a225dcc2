/// Surveys as people see them: the question on a page, the page behind a link, the open link.
@NullMarked
package changke.storefront.surveys;

import org.jspecify.annotations.NullMarked;
