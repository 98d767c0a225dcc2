package changke.play;

import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What was drawn, as JSON lines: a line for the period with its plan, promise and (when it is
/// over) seed, then a line for each draw in order. With it anyone can draw everything again;
/// `docs/wheel.md` has a script that does.
@Component
public class WheelArchive {

  /// How far back the archive reaches at least; nothing is deleted earlier.
  public static final Period KEPT = Period.ofYears(2);

  private static final int AT_ONCE = 5_000;

  private final WheelPeriods periods;
  private final WheelSpins spins;
  private final Clock clock;

  WheelArchive(WheelPeriods periods, WheelSpins spins, Clock clock) {
    this.periods = periods;
    this.spins = spins;
    this.clock = clock;
  }

  /// What the public sees of a period: seeds that people chose, and no people.
  public void write(WheelPeriod period, Writer out) throws IOException {
    write(period, false, out);
  }

  /// Every period of the last two years with people under their pseudonyms, for the authority that
  /// asks; the oldest first.
  public void writeAll(Writer out) throws IOException {
    var since = clock.instant().atOffset(ZoneOffset.UTC).minus(KEPT).toInstant();
    for (var period : periods.closingAfter(since)) {
      write(period, true, out);
    }
  }

  private void write(WheelPeriod period, boolean people, Writer out) throws IOException {
    line(head(period), out);
    int last = 0;
    List<Spin> next;
    do {
      next = spins.ofPeriod(period.id(), last, AT_ONCE);
      for (var spin : next) {
        line(draw(spin, people), out);
        last = spin.number();
      }
    } while (next.size() == AT_ONCE);
  }

  private static void line(Map<String, Object> values, Writer out) throws IOException {
    out.write(JsonMapper.shared().writeValueAsString(values));
    out.write('\n');
  }

  private static Map<String, Object> head(WheelPeriod period) {
    var head = new LinkedHashMap<String, Object>();
    head.put("period", period.id().toString());
    head.put("version", period.plan().version());
    head.put("announced", text(period.announcedAt()));
    head.put("opens", text(period.opens()));
    head.put("closes", text(period.closes()));
    head.put("promise", period.promise());
    head.put("seed", period.seed() == null ? "" : period.seed());
    head.put("spinsADay", period.plan().spinsADay());
    head.put("spinsAPeriod", period.plan().spinsAPeriod());
    head.put("prizes", period.plan().prizes().stream().map(WheelArchive::prize).toList());
    return head;
  }

  private static Map<String, Object> prize(Prize prize) {
    var values = new LinkedHashMap<String, Object>();
    values.put("position", prize.position());
    values.put("zh", prize.name().zh());
    values.put("en", prize.name().en());
    values.put("tickets", prize.partsPerMillion());
    values.put("stock", prize.stock() == null ? -1 : prize.stock());
    values.put("substitute", prize.substitute() == null ? -1 : prize.substitute());
    values.put("valueMinor", prize.valueMinor());
    return values;
  }

  private static Map<String, Object> draw(Spin spin, boolean people) {
    var values = new LinkedHashMap<String, Object>();
    values.put("number", spin.number());
    values.put("seed", spin.seed());
    values.put("counter", spin.counter());
    values.put("ticket", spin.ticket());
    values.put("drawn", spin.drawn());
    values.put("paid", spin.paid());
    values.put("at", text(spin.at()));
    if (people) {
      UUID person = spin.person().value();
      values.put("person", person.toString());
    }
    return values;
  }

  private static String text(Instant at) {
    return at.toString();
  }
}
