package changke.api.ofrep;

import java.util.LinkedHashMap;
import java.util.Map;

/// A bucket of questions for each asker, which refills steadily. The longest silent is forgotten.
final class Pace {

  private static final int MOST = 20_000;

  private record Bucket(double left, long atNanos) {}

  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(256, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST;
        }
      };

  /// Whole seconds until the next question may come; 0 when this one may.
  synchronized int wait(String asker, int perSecond, long nowNanos) {
    double burst = 2.0 * perSecond;
    var bucket = buckets.getOrDefault(asker, new Bucket(burst, nowNanos));
    double left = Math.min(burst, bucket.left() + (nowNanos - bucket.atNanos()) / 1e9 * perSecond);
    buckets.put(asker, new Bucket(left >= 1 ? left - 1 : left, nowNanos));
    return left >= 1 ? 0 : (int) Math.ceil((1 - left) / perSecond);
  }
}
