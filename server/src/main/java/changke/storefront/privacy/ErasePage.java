package changke.storefront.privacy;

import changke.insights.Survey;
import changke.pages.Page;
import changke.shared.Money;
import changke.storefront.Front;
import org.jspecify.annotations.Nullable;

/// What goes, what stays, and the one button.
///
/// @param wallet what would be given up; zero when nothing
/// @param survey the one question that may be answered on the way; null when nothing is asked
/// @param problem the key of why it is not possible; null when it is
record ErasePage(
    Front front, Money wallet, long points, @Nullable Survey survey, @Nullable String problem)
    implements Page {}
