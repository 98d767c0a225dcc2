package changke.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Sends events of a usual size over kept-alive connections and writes down what was acknowledged.
final class IngestDriver {

  static final int PER_BATCH = 100;

  private static final long PAUSE_AFTER_REFUSAL_NANOS = 20_000_000;
  private static final String LOGIN =
      "Authorization: Basic "
          + Base64.getEncoder()
              .encodeToString((IngestSeed.KEY + ":").getBytes(StandardCharsets.UTF_8))
          + "\r\n";

  private final int port;
  private final AtomicInteger next;
  private final Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> unanswered = new ConcurrentLinkedQueue<>();

  /// Numbers of requests begin at `first`, so that no message has the id of another driver's.
  IngestDriver(int port, int first) {
    this.port = port;
    next = new AtomicInteger(first);
  }

  /// What a phase came to: events acknowledged, how long it took, how long each request took.
  record Phase(long events, double seconds, Percentiles latency, long refused) {
    double rate() {
      return events / seconds;
    }
  }

  private enum Fate {
    TAKEN,
    REFUSED,
    UNKNOWN
  }

  /// One connection's share of a phase.
  private record Share(List<Long> nanos, long refused) {}

  /// The numbers of the requests that were acknowledged.
  Set<Integer> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /// The numbers of those that nobody answered, because the other side was gone.
  Collection<Integer> unanswered() {
    return List.copyOf(unanswered);
  }

  /// So many connections, each sending again as soon as it was answered.
  Phase closed(int connections, int perRequest, double seconds) throws Exception {
    var end = System.nanoTime() + (long) (seconds * 1e9);
    return run(connections, perRequest, () -> System.nanoTime() < end ? System.nanoTime() : -1);
  }

  /// A stated rate whatever the answers do; times count from when a request was due.
  Phase open(int connections, int perRequest, double requestsPerSecond, double seconds)
      throws Exception {
    var begin = System.nanoTime();
    var due = new AtomicLong();
    var last = (long) (requestsPerSecond * seconds);
    return run(
        connections,
        perRequest,
        () -> {
          var mine = due.getAndIncrement();
          if (mine >= last) {
            return -1;
          }
          var at = begin + (long) (mine * 1e9 / requestsPerSecond);
          for (var wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
            LockSupport.parkNanos(wait);
          }
          return at;
        });
  }

  private interface Turn {
    /// When the next request is due, or −1 when that was all.
    long next();
  }

  private Phase run(int connections, int perRequest, Turn turn) throws Exception {
    var shares = new ArrayList<Future<Share>>();
    var begin = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        shares.add(threads.submit(() -> share(perRequest, turn)));
      }
    }
    var seconds = (System.nanoTime() - begin) / 1e9;
    var nanos = new ArrayList<Long>();
    long refused = 0;
    for (var share : shares) {
      nanos.addAll(share.get().nanos());
      refused += share.get().refused();
    }
    return new Phase(
        (long) nanos.size() * perRequest, seconds, Percentiles.ofNanos(nanos), refused);
  }

  /// Ends early when the other side is gone.
  private Share share(int perRequest, Turn turn) throws IOException {
    var nanos = new ArrayList<Long>();
    long refused = 0;
    try (var line = new HttpLine(port)) {
      for (var due = turn.next(); due >= 0; due = turn.next()) {
        switch (send(line, next.getAndIncrement(), perRequest)) {
          case TAKEN -> nanos.add(System.nanoTime() - due);
          case REFUSED -> {
            refused++;
            LockSupport.parkNanos(PAUSE_AFTER_REFUSAL_NANOS);
          }
          case UNKNOWN -> {
            return new Share(nanos, refused);
          }
        }
      }
    }
    return new Share(nanos, refused);
  }

  /// Sends again what nobody answered, as every client does.
  void again() throws IOException {
    try (var line = new HttpLine(port)) {
      for (var number : unanswered()) {
        if (send(line, number, PER_BATCH) != Fate.TAKEN) {
          throw new Comparison.Mismatch("request " + number + " is not taken the second time");
        }
      }
    }
  }

  private Fate send(HttpLine line, int number, int count) {
    HttpLine.Answer answer;
    try {
      answer =
          count == 1
              ? line.post("/v1/track", LOGIN, item("single-" + number, number))
              : line.post("/v1/batch", LOGIN, batch(number, count));
    } catch (IOException gone) {
      unanswered.add(number);
      return Fate.UNKNOWN;
    }
    return switch (answer.status()) {
      case 200 -> {
        acknowledged.add(number);
        yield Fate.TAKEN;
      }
      case 429 -> Fate.REFUSED;
      default -> throw new Comparison.Mismatch("answered " + answer.status() + " " + answer.text());
    };
  }

  private static String batch(int number, int count) {
    var body = new StringBuilder(count * 480);
    body.append("{\"sentAt\":\"2026-01-01T00:00:01.000Z\",\"batch\":[");
    for (int i = 0; i < count; i++) {
      body.append(i == 0 ? "" : ",").append(item("m" + number + "-" + i, number));
    }
    return body.append("]}").toString();
  }

  /// About 400 bytes, like a product view of an official program.
  private static String item(String messageId, int number) {
    var mix = messageId.hashCode();
    return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\""
        + messageId
        + "\",\"userId\":\"user-"
        + (mix & 0xFFFF)
        + "\",\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"properties\":{\"b\":"
        + number
        + ",\"product_id\":\"p-"
        + (mix & 0xFFF)
        + "\",\"name\":\"A course in watercolour\",\"category\":\"courses\",\"price\":39.9,"
        + "\"currency\":\"CNY\",\"position\":3},\"context\":{\"library\":{\"name\":"
        + "\"analytics-java\",\"version\":\"3.5.4\"},\"locale\":\"zh-CN\",\"page\":"
        + "{\"path\":\"/o/watercolour\"}}}";
  }
}
