package changke.activity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// How much waits for a position, and how far each consumer is behind; read by a job, so that
/// asking for measures costs the database nothing.
@Component
class JournalMeasures {

  private final Arrivals arrivals;
  private final Events events;
  private final Cursors cursors;
  private final MeterRegistry measures;
  private final AtomicLong waiting;
  private final Map<String, AtomicLong> behind = new ConcurrentHashMap<>();

  JournalMeasures(Arrivals arrivals, Events events, Cursors cursors, MeterRegistry measures) {
    this.arrivals = arrivals;
    this.events = events;
    this.cursors = cursors;
    this.measures = measures;
    waiting = measures.gauge("changke.activity.waiting", new AtomicLong());
  }

  void read() {
    waiting.set(arrivals.waiting());
    long last = events.last();
    cursors.all().forEach((consumer, position) -> gauge(consumer).set(last - position));
  }

  private AtomicLong gauge(String consumer) {
    return behind.computeIfAbsent(
        consumer,
        name -> {
          var lag = new AtomicLong();
          Gauge.builder("changke.activity.behind", lag, AtomicLong::get)
              .tag("consumer", name)
              .register(measures);
          return lag;
        });
  }
}
