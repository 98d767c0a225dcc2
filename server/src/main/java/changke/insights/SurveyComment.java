package changke.insights;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One answer with its words.
///
/// @param person null for guests, for the open link, and for who left
public record SurveyComment(
    UUID ask,
    SurveyAsk.Way way,
    int version,
    @Nullable UUID person,
    @Nullable Integer score,
    @Nullable Integer choice,
    String words,
    Instant answeredAt) {}
