package changke.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of one try; a status of 0 means that there was none, and `problem` says why.
record Answer(
    int status, @Nullable String problem, @Nullable Duration retryAfter, String said, long tookMs) {

  static Answer none(String problem, long tookMs) {
    return new Answer(0, problem, null, "", tookMs);
  }

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  boolean isGone() {
    return status == 410;
  }
}
