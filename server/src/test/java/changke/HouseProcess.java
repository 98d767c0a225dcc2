package changke;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// The marketplace as a process of its own, for tests that kill it.
public final class HouseProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path data;
  private final int port;
  private final ProcessBuilder builder;
  private Process process;

  private HouseProcess(Path data, int port, ProcessBuilder builder) throws IOException {
    this.data = data;
    this.port = port;
    this.builder = builder;
    this.process = builder.start();
  }

  /// Starts on a folder and waits until it is ready; `options` are those of `./run`.
  public static HouseProcess start(Path data, String... options) {
    return start(data, Map.of(), options);
  }

  /// Starts with further variables in its environment.
  public static HouseProcess start(Path data, Map<String, String> environment, String... options) {
    try {
      var port = freePort();
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
      command.addAll(List.of("-Xmx700m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
      command.addAll(List.of("-cp", productionClassPath(), "changke.Changke"));
      command.addAll(List.of("--port", String.valueOf(port), "--data", data.toString()));
      command.addAll(
          List.of("--programs", Path.of("target/postgresql").toAbsolutePath().toString()));
      command.addAll(List.of(options));
      Files.createDirectories(data);
      var log = data.resolve("house.log").toFile();
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
      builder.environment().putAll(environment);
      var house = new HouseProcess(data, port, builder);
      house.awaitReady();
      return house;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /// The embedded database of a folder, as `CHANGKE_DATABASE_URL` names it.
  public static String databaseUrl(Path data) {
    try {
      var port = Files.readAllLines(data.resolve("database/data/postmaster.pid")).get(3).trim();
      var password = Files.readString(data.resolve("database/password")).trim();
      return "postgresql://changke:" + password + "@127.0.0.1:" + port + "/changke";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// kill -9 of the marketplace; the database lives on.
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// Starts it again on its folder and its port, after a kill, and waits until it is ready.
  public void again() {
    try {
      process = builder.start();
      awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// kill -9 of the postmaster; its children notice.
  public void killDatabase() {
    try {
      var pid = Files.readAllLines(data.resolve("database/data/postmaster.pid")).getFirst().trim();
      ProcessHandle.of(Long.parseLong(pid))
          .ifPresent(postmaster -> {
            postmaster.destroyForcibly();
            postmaster.onExit().join();
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until `/readyz` answers 200.
  public void awaitReady() {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    try (var client = HttpClient.newHttpClient()) {
      var ready =
          HttpRequest.newBuilder(URI.create(address() + "/readyz"))
              .timeout(Duration.ofSeconds(5))
              .build();
      while (System.nanoTime() < deadline) {
        try {
          if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          if (!process.isAlive()) {
            break;
          }
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("the house does not get ready:\n" + lastWords());
  }

  /// What `/actuator/prometheus` says on the port of management.
  public String measures() {
    try (var client = HttpClient.newHttpClient()) {
      var scrape =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + (port + 1) + "/actuator/prometheus"))
              .build();
      return client.send(scrape, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String lastWords() {
    try {
      var lines = Files.readAllLines(data.resolve("house.log"));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// Stops it the way a person does: what runs is finished, the database too.
  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 40, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }

  private static String productionClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .reduce((a, b) -> a + java.io.File.pathSeparator + b)
        .orElseThrow();
  }

  /// A port that is free together with the next one, and below those that the system hands out to
  /// anyone who calls somebody.
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
}
