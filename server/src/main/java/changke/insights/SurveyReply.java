package changke.insights;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That somebody was asked, with what came of it; words are looked up apart.
record SurveyReply(
    UUID ask,
    SurveyAsk.Way way,
    int version,
    @Nullable UUID identity,
    Instant askedAt,
    boolean dismissed,
    @Nullable Integer score,
    @Nullable Integer choice,
    boolean wrote,
    @Nullable Instant answeredAt) {

  boolean isAnswered() {
    return answeredAt != null;
  }
}
