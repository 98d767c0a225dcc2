package changke.engine.seed;

/// A crowd that visits a shop: some come daily, most a few times, all of them less with age.
///
/// Events come day by day, people of a day in a scattered order. Every draw is a hash of the seed,
/// the person and the day, so that one day can be had without the days before it.
public final class Crowd {

  /// Takes one event: a person from 0, a kind from 0 (rarer with its number), seconds since 1970.
  public interface Events {
    void add(int person, int kind, long second);
  }

  private static final int KIND_TABLE = 1 << 12;
  private static final double HALF_DAYS = 12;

  private final long seed;
  private final int people;
  private final int days;
  private final long firstSecond;
  private final byte[] kindOf = new byte[KIND_TABLE];
  private final double[] fading;
  private final double scale;

  /// @param events the expected number of events; the true one differs by a few in a thousand
  /// @param kinds at most 127
  /// @param firstSecond where day 0 begins
  public Crowd(long seed, int people, long events, int days, int kinds, long firstSecond) {
    this.seed = seed;
    this.people = people;
    this.days = days;
    this.firstSecond = firstSecond;
    fading = new double[days];
    for (int age = 0; age < days; age++) {
      fading[age] = 1 / Math.sqrt(1 + age / HALF_DAYS);
    }
    spreadKinds(kinds);
    scale = events / expected();
  }

  private void spreadKinds(int kinds) {
    double total = 0;
    for (int k = 0; k < kinds; k++) {
      total += Math.pow(k + 1, -1.1);
    }
    double sum = 0;
    int at = 0;
    for (int k = 0; k < kinds; k++) {
      sum += Math.pow(k + 1, -1.1) / total;
      while (at < KIND_TABLE && (at < sum * KIND_TABLE || k == kinds - 1)) {
        kindOf[at++] = (byte) k;
      }
    }
  }

  /// The expected number of events at scale 1, from a sample of people.
  private double expected() {
    int sample = Math.min(people, 50_000);
    double sum = 0;
    for (int i = 0; i < sample; i++) {
      int person = (int) ((long) i * people / sample);
      double faded = 0;
      for (int age = 0; age < days - joined(person); age++) {
        faded += fading[age];
      }
      sum += eagerness(person) * faded;
    }
    return sum * people / sample;
  }

  /// Hands over the events of one day, from 0.
  public void day(int day, Events events) {
    long step = 2_654_435_761L;
    for (long i = 0, at = day % people; i < people; i++) {
      at = (at + step) % people;
      int person = (int) at;
      int age = day - joined(person);
      if (age >= 0) {
        visit(person, day, eagerness(person) * fading[age] * scale, events);
      }
    }
  }

  // Inversion of a Poisson distribution: one uniform number decides how many events there are.
  private void visit(int person, int day, double mean, Events events) {
    long draw = mix(seed ^ mix((long) person << 20 | day));
    double rest = unit(draw);
    double chance = Math.exp(-mean);
    for (int n = 1; rest > chance && n < 1000; n++) {
      rest -= chance;
      chance *= mean / n;
      draw = mix(draw + 0x9e3779b97f4a7c15L);
      int kind = kindOf[(int) (draw & (KIND_TABLE - 1))];
      events.add(person, kind, firstSecond + day * 86_400L + (draw >>> 12) % 86_400);
    }
  }

  /// The day on which a person first may come; half of the crowd is there in the first third.
  private int joined(int person) {
    double u = unit(mix(seed + 1 ^ person * 0x9e3779b97f4a7c15L));
    return (int) (days * Math.pow(u, 1.6));
  }

  private double eagerness(int person) {
    return Math.pow(unit(mix(seed + 2 ^ person * 0x9e3779b97f4a7c15L)) + .01, -.6);
  }

  private static double unit(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }

  // Stafford's variant 13 of the 64-bit finaliser of MurmurHash3.
  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
