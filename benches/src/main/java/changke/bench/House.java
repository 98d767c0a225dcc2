package changke.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The packaged marketplace as a process of its own, started by `./run` on a fresh folder with its
/// embedded PostgreSQL: fsync, synchronous_commit and full_page_writes are on, or it would not
/// start.
final class House implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final Path data;
  private final int port;
  private final Map<String, String> settings;
  private Process process;

  private House(Path data, int port, Map<String, String> settings) throws IOException {
    this.data = data;
    this.port = port;
    this.settings = settings;
    process = launch();
  }

  /// Starts without the demo and waits until it is ready; `settings` are environment variables.
  static House start(Map<String, String> settings) throws Exception {
    var port = freePort();
    var data = Files.createTempDirectory(Path.of("benches/target").toAbsolutePath(), "house");
    var house = new House(data, port, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(house::close));
    house.awaitReady();
    return house;
  }

  private Process launch() throws IOException {
    var builder =
        new ProcessBuilder(
                List.of(
                    "./run",
                    "--port",
                    String.valueOf(port),
                    "--data",
                    data.toString(),
                    "--programs",
                    Path.of("server/target/postgresql").toAbsolutePath().toString(),
                    "--demo",
                    "false"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("house.log").toFile()));
    builder.environment().putAll(settings);
    return builder.start();
  }

  /// kill -9 of the marketplace; its database lives on.
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// kill -9 of marketplace and database.
  void killAll() {
    var postmaster = postmaster();
    kill();
    postmaster.ifPresent(ProcessHandle::destroyForcibly);
  }

  /// Starts it again on the same folder, after a kill.
  void again() throws Exception {
    process = launch();
    awaitReady();
  }

  /// Below the ports that the system hands out to anyone who calls somebody; the one above is for
  /// management.
  private static int freePort() {
    for (int tries = 0; tries < 1000; tries++) {
      var port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      if (isFree(port) && isFree(port + 1)) {
        return port;
      }
    }
    throw new IllegalStateException("no two free ports");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  int port() {
    return port;
  }

  Path data() {
    return data;
  }

  /// The log of the embedded PostgreSQL.
  Path databaseLog() {
    return data.resolve("database/postgres.log");
  }

  private void awaitReady() throws Exception {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (var line = new HttpLine(port)) {
        if (line.get("/readyz", "").status() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // Nobody listens yet.
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException("the marketplace does not get ready:\n" + lastWords());
  }

  /// The end of the marketplace's own log.
  String lastWords() throws IOException {
    var log = Files.readAllLines(data.resolve("house.log"));
    return String.join("\n", log.subList(Math.max(0, log.size() - 400), log.size()));
  }

  /// A pool like the marketplace's own, on a database of the same server.
  HikariDataSource pool(String database, int size) throws Exception {
    var config = new HikariConfig();
    config.setJdbcUrl(url(database));
    config.setUsername("changke");
    config.setPassword(password());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(30_000);
    return new HikariDataSource(config);
  }

  Connection connect(String database) throws Exception {
    return DriverManager.getConnection(url(database), "changke", password());
  }

  void createDatabase(String name) throws Exception {
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
  }

  /// What matters for durability, as the server says it.
  String durability() throws Exception {
    var said = new ArrayList<String>();
    try (var connection = connect("changke");
        var statement = connection.createStatement()) {
      for (var name :
          List.of("fsync", "synchronous_commit", "full_page_writes", "shared_buffers")) {
        var row = statement.executeQuery("SHOW " + name);
        row.next();
        said.add(name + " " + row.getString(1));
      }
    }
    return String.join(", ", said);
  }

  /// Processor time so far of this process, of the marketplace and of its database server with all
  /// its processes.
  ProcessorTime processorTime() throws IOException {
    var database =
        Long.parseLong(
            Files.readAllLines(data.resolve("database/data/postmaster.pid")).getFirst().trim());
    return new ProcessorTime(
        nanos(ProcessHandle.current()),
        nanos(process.toHandle()),
        ProcessHandle.of(database).stream()
            .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
            .mapToLong(House::nanos)
            .sum());
  }

  private static long nanos(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /// One number that a query on the marketplace's database answers.
  long number(String sql) throws Exception {
    try (var connection = connect("changke");
        var statement = connection.createStatement()) {
      var row = statement.executeQuery(sql);
      row.next();
      return row.getLong(1);
    }
  }

  private String url(String database) throws IOException {
    var lines = Files.readAllLines(data.resolve("database/data/postmaster.pid"));
    return "jdbc:postgresql://127.0.0.1:" + lines.get(3).trim() + "/" + database;
  }

  private String password() throws IOException {
    return Files.readString(data.resolve("database/password")).trim();
  }

  @Override
  public synchronized void close() {
    if (!Files.exists(data)) {
      return;
    }
    process.destroy();
    process.onExit().completeOnTimeout(process, 40, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    stopDatabase();
    try (var files = Files.walk(data)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException leftOver) {
      System.err.println("left behind: " + data);
    }
  }

  /// A database outlives a marketplace that was killed.
  private void stopDatabase() {
    postmaster()
        .ifPresent(process -> {
          process.destroy();
          process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
        });
  }

  private Optional<ProcessHandle> postmaster() {
    try {
      var pid = Files.readAllLines(data.resolve("database/data/postmaster.pid")).getFirst().trim();
      return ProcessHandle.of(Long.parseLong(pid));
    } catch (IOException stopped) {
      return Optional.empty();
    }
  }

  /// Waits until a query answers the expected number.
  void until(String sql, long expected, Duration patience) throws Exception {
    var deadline = System.nanoTime() + patience.toNanos();
    try (var connection = connect("changke")) {
      long last = -1;
      while (System.nanoTime() < deadline) {
        last = number(connection, sql);
        if (last == expected) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      throw new Comparison.Mismatch(sql + " answers " + last + " and not " + expected);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      var row = statement.executeQuery(sql);
      row.next();
      return row.getLong(1);
    }
  }
}
