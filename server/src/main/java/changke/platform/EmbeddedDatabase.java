package changke.platform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL of our own in one folder, as durable as a real one: it syncs, asks for a password
/// and listens on the loopback address only.
///
/// It outlives a killed JVM; the next start finds the running postmaster and adopts it. Several
/// processes may share one folder: each holds a shared lock on `users`, and the one that can make
/// that lock exclusive when it leaves stops the server.
public final class EmbeddedDatabase implements Database {

  private static final String USER = "changke";
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final List<String> SERVER_SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "password_encryption=scram-sha-256",
          "shared_buffers=512MB",
          "effective_cache_size=2GB",
          "work_mem=16MB",
          "maintenance_work_mem=128MB",
          "wal_compression=on",
          "max_wal_size=4GB",
          "min_wal_size=256MB",
          "checkpoint_timeout=10min",
          "max_connections=100",
          "timezone=UTC",
          "log_timezone=UTC",
          "jit=off",
          "log_min_error_statement=panic",
          "log_parameter_max_length_on_error=0");

  private final Path folder;
  private final Path home;
  private final int port;
  private final String password;
  private final FileChannel users;
  private @Nullable FileLock membership;

  private EmbeddedDatabase(Path folder, Path home, int port, String password, FileChannel users)
      throws IOException {
    this.folder = folder;
    this.home = home;
    this.port = port;
    this.password = password;
    this.users = users;
    this.membership = users.lock(0, Long.MAX_VALUE, true);
  }

  /// Starts or adopts the server in `folder`, whose programs are unpacked in `programs`.
  public static EmbeddedDatabase open(Path folder, Path programs) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try (var start = startLock(folder);
          var turn = start.lock()) {
        var home = PostgresBinaries.unpackedIn(programs);
        var password = password(folder.resolve("password"));
        initialise(home, folder);
        var running = runningPort(folder);
        var port = running != null ? running : launch(home, folder, freePort(), password);
        awaitAnswer(port, password);
        var users = new RandomAccessFile(folder.resolve("users").toFile(), "rw").getChannel();
        var database = new EmbeddedDatabase(folder, home, port, password, users);
        database.createIfMissing(USER);
        database.watch();
        return database;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the embedded PostgreSQL in " + folder, e);
    }
  }

  @Override
  public String url() {
    return url(USER);
  }

  /// The address of another database on the same server.
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  @Override
  public String user() {
    return USER;
  }

  @Override
  public String password() {
    return password;
  }

  /// The process id of the postmaster, for tests that kill it.
  public long postmaster() {
    try {
      return Long.parseLong(
          Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst().trim());
    } catch (IOException e) {
      throw new UncheckedIOException("no postmaster in " + folder, e);
    }
  }

  public void createIfMissing(String database) {
    if (!database.matches("[a-z_][a-z0-9_]*")) {
      throw new IllegalArgumentException("database name: " + database);
    }
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      var known =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + database + "'");
      if (!known.next()) {
        statement.execute("CREATE DATABASE " + database);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create the database " + database, e);
    }
  }

  /// Starts the server again, on the same port, when it dies under us.
  private void watch() {
    Thread.ofVirtual()
        .name("database-watch")
        .start(() -> {
          do {
            ProcessHandle.of(postmaster()).ifPresent(running -> running.onExit().join());
          } while (revive());
        });
  }

  private synchronized boolean revive() {
    if (membership == null) {
      return false;
    }
    try (var start = startLock(folder);
        var turn = start.lock()) {
      if (runningPort(folder) == null) {
        launch(home, folder, port, password);
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("the database died and does not start again", e);
    }
  }

  private static FileChannel startLock(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /// Leaves the server; whoever leaves last stops it, waiting for what is being written.
  @Override
  public synchronized void close() {
    var mine = membership;
    if (mine == null) {
      return;
    }
    membership = null;
    try {
      mine.release();
      try (var last = users.tryLock()) {
        if (last != null) {
          stop();
        }
      } finally {
        users.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot leave the database in " + folder, e);
    }
  }

  private void stop() {
    var pidFile = folder.resolve("data/postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    ProcessHandle.of(postmaster())
        .ifPresent(process -> {
          signal(process.pid(), "-INT");
          process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
        });
  }

  private static void signal(long pid, String signal) {
    try {
      new ProcessBuilder("kill", signal, String.valueOf(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String password(Path file) throws IOException {
    if (!Files.exists(file)) {
      var bytes = new byte[24];
      new SecureRandom().nextBytes(bytes);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return Files.readString(file).trim();
  }

  /// Makes the cluster beside and renames it, so that a start killed half way leaves nothing.
  private static void initialise(Path home, Path folder) throws IOException {
    var data = folder.resolve("data");
    if (Files.exists(data)) {
      return;
    }
    var fresh = folder.resolve("data.new");
    if (Files.exists(fresh)) {
      PostgresBinaries.delete(fresh);
    }
    run(
        home,
        folder,
        List.of(
            home.resolve("bin/initdb").toString(),
            "-D",
            fresh.toString(),
            "-U",
            USER,
            "--pwfile=" + folder.resolve("password"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C"));
    Files.move(fresh, data);
  }

  private static void run(Path home, Path folder, List<String> command) throws IOException {
    var log = folder.resolve("initdb.log").toFile();
    var process = process(home, command).redirectErrorStream(true).redirectOutput(log).start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command.getFirst() + " failed: " + Files.readString(log.toPath()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// PostgreSQL refuses to run as root; in a user namespace of its own it runs as nobody. A session
  /// of its own keeps Ctrl-C in the terminal from stopping it before the server has finished.
  private static ProcessBuilder process(Path home, List<String> command) throws IOException {
    var words = new ArrayList<String>();
    if (onPath("setsid")) {
      words.add("setsid");
    }
    if (System.getProperty("user.name").equals("root")) {
      if (!onPath("unshare")) {
        throw new IOException(
            "PostgreSQL does not run as root: start Changke as another user or install util-linux (unshare).");
      }
      words.addAll(List.of("unshare", "-U"));
    }
    words.addAll(command);
    var builder = new ProcessBuilder(words);
    builder.environment().put("LD_LIBRARY_PATH", home.resolve("lib").toString());
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static boolean onPath(String program) {
    for (var folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /// The port of the postmaster that runs on this folder, or null; a stale pid file is removed. One
  /// that is just starting has not written its port yet: wait for it.
  private static @Nullable Integer runningPort(Path folder) throws IOException {
    var pidFile = folder.resolve("data/postmaster.pid");
    var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (Files.exists(pidFile)) {
      var lines = Files.readAllLines(pidFile);
      var written = lines.size() > 3 && !lines.get(3).isBlank();
      if (!lines.isEmpty() && !isPostmasterOf(Long.parseLong(lines.getFirst().trim()), folder)) {
        Files.delete(pidFile);
      } else if (written) {
        return Integer.valueOf(lines.get(3).trim());
      } else if (System.nanoTime() > deadline) {
        throw new IOException(pidFile + " names no port; is its server hanging?");
      } else {
        pause(Duration.ofMillis(50));
      }
    }
    return null;
  }

  private static void pause(Duration time) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static boolean isPostmasterOf(long pid, Path folder) {
    var process = ProcessHandle.of(pid);
    if (process.isEmpty() || !process.get().isAlive()) {
      return false;
    }
    try {
      var commandLine = Path.of("/proc", String.valueOf(pid), "cmdline");
      return Files.exists(commandLine)
          ? Files.readString(commandLine).contains(folder.resolve("data").toString())
          : process.get().info().commandLine().orElse("").contains("postgres");
    } catch (IOException e) {
      return false;
    }
  }

  private static int launch(Path home, Path folder, int port, String password) throws IOException {
    var command = new ArrayList<String>();
    command.add(home.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", folder.resolve("data").toString(), "-p", String.valueOf(port)));
    SERVER_SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
    var log = folder.resolve("postgres.log").toFile();
    var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      var process =
          process(home, command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
              .start();
      if (answers(port, password, process, deadline)) {
        return port;
      }
      // Backends of a killed postmaster may hold its shared memory for a moment: try again.
      if (System.nanoTime() > deadline) {
        throw new IOException("PostgreSQL does not start; see " + log);
      }
      pause(Duration.ofMillis(300));
    }
  }

  /// Tries until the server answers, the process has ended or the time is over.
  private static boolean answers(int port, String password, Process process, long deadline)
      throws IOException {
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (answers(port, password)) {
        return true;
      }
      pause(Duration.ofMillis(50));
    }
    return false;
  }

  /// An adopted server may still be recovering from a crash.
  private static void awaitAnswer(int port, String password) throws IOException {
    var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!answers(port, password)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("PostgreSQL runs on port " + port + " but does not answer");
      }
      pause(Duration.ofMillis(50));
    }
  }

  private static boolean answers(int port, String password) {
    try (var connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password)) {
      return connection.isValid(5);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, password);
  }
}
