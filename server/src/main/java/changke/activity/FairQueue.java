package changke.activity;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Deliveries that wait to be written, in the order of each source, the sources in turn: a source
/// that sends more than is written waits for itself and for nobody else. The room is bounded in
/// events and shared by [Shares].
final class FairQueue {

  private final Shares<UUID> shares;
  private final Map<UUID, Deque<Bundle>> waiting = new LinkedHashMap<>();

  FairQueue(int mostEvents) {
    shares = new Shares<>(mostEvents);
  }

  /// False when its source has its share waiting already.
  synchronized boolean offer(Bundle bundle) {
    var source = bundle.source().id();
    if (!shares.take(source, bundle.weight())) {
      return false;
    }
    waiting.computeIfAbsent(source, id -> new ArrayDeque<>()).add(bundle);
    notifyAll();
    return true;
  }

  /// The next ones, one of each source after the other, until they are `most` events or more; empty
  /// when none comes in time.
  synchronized List<Bundle> next(int most, Duration patience) throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    for (var left = patience.toNanos();
        waiting.isEmpty() && left > 0;
        left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    var group = new ArrayList<Bundle>();
    for (int weight = 0; weight < most && !waiting.isEmpty(); ) {
      var bundle = first();
      group.add(bundle);
      weight += bundle.weight();
    }
    return group;
  }

  private Bundle first() {
    var next = waiting.entrySet().iterator().next();
    var source = next.getKey();
    var own = next.getValue();
    waiting.remove(source);
    var bundle = own.remove();
    if (!own.isEmpty()) {
      waiting.put(source, own);
    }
    return bundle;
  }

  /// They are written or given up; their room is free.
  void leave(List<Bundle> group) {
    group.forEach(bundle -> shares.release(bundle.source().id(), bundle.weight()));
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// Events that wait or are being written.
  long events() {
    return shares.taken();
  }

  /// Sources that have something waiting or being written.
  int sources() {
    return shares.holders();
  }
}
