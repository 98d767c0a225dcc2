package changke.backoffice.audience;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a timeline. What is known only by its day stands at the day's end.
///
/// @param at null for behaviour, which is kept by day
/// @param icon of `pages/icon.jte`
/// @param word the key of what is said, with its parameters
/// @param link where it is shown in full; null when nowhere
record Moment(
    LocalDate day,
    @Nullable Instant at,
    String icon,
    String word,
    List<Object> parameters,
    @Nullable String link) {}
