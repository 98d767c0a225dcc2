package changke.bench;

import java.util.Locale;

/// Nanoseconds of processor time: of the driver, of the marketplace and of its database. Unlike
/// time on the wall they mean the same on a busy machine.
record ProcessorTime(long driver, long shop, long database) {

  ProcessorTime minus(ProcessorTime before) {
    return new ProcessorTime(
        driver - before.driver, shop - before.shop, database - before.database);
  }

  String per(long times) {
    return String.format(
        Locale.ROOT,
        "processor time for each: driver %.0f µs, shop %.0f µs, database %.0f µs",
        driver / 1e3 / times,
        shop / 1e3 / times,
        database / 1e3 / times);
  }
}
