package changke.api.collection;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The official JavaScript programs, from the npm registry, in exactly the versions of the lock
/// file. Without node and npm a test is left out with a notice, in continuous integration it fails.
public final class Modules {

  private static final Path SOURCE = Path.of("src/test/clients");
  private static final Path FOLDER = Path.of("target/clients").toAbsolutePath();

  private Modules() {}

  /// The folder in which they are installed.
  public static synchronized Path installed() throws IOException, InterruptedException {
    if (!runs("node", "--version") || !runs("npm", "--version")) {
      var notice = "no node and npm on the PATH: apt-get install -y nodejs npm";
      if (System.getenv("CI") != null) {
        fail(notice);
      }
      System.err.println("Tests of the official programs are left out: " + notice);
      Assumptions.abort(notice);
    }
    Files.createDirectories(FOLDER);
    copy("send.mjs");
    copy("flags.mjs");
    var lock = FOLDER.resolve("package-lock.json");
    if (Files.exists(FOLDER.resolve("node_modules"))
        && Files.exists(lock)
        && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) < 0) {
      return FOLDER;
    }
    copy("package.json");
    copy("package-lock.json");
    run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), Map.of());
    return FOLDER;
  }

  private static void copy(String file) throws IOException {
    Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  /// Runs a program in that folder, demands that it ends well, and returns what it said.
  public static String run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var log = Files.createTempFile(FOLDER, "output", ".log");
    var builder =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      fail(command + " failed:\n" + Files.readString(log));
    }
    return Files.readString(log);
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
