package changke.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the operator asked for: `./run [COMMAND [ARGUMENT…]] [--port N] [--data DIR] [--option
/// value]`. Without an option the environment decides (`CHANGKE_PORT`, `CHANGKE_DATA`,
/// `CHANGKE_DATABASE_URL`).
public record CommandLine(
    String command, List<String> arguments, Map<String, String> options, Map<String, String> env) {

  private static final int DEFAULT_PORT = 8080;
  private static final Map<String, String> KEY_FILES =
      Map.of("master.key", "CHANGKE_MASTER_KEY_FILE", "signing.key", "CHANGKE_SIGNING_KEY_FILE");

  /// Reads words and options; an option without a value means true.
  public static CommandLine parse(String[] args, Map<String, String> env) {
    var words = new ArrayList<String>();
    var options = new HashMap<String, String>();
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("--")) {
        words.add(args[i]);
      } else if (i + 1 < args.length && !args[i + 1].startsWith("--")) {
        options.put(args[i].substring(2), args[++i]);
      } else {
        options.put(args[i].substring(2), "true");
      }
    }
    var command = words.isEmpty() ? "serve" : words.removeFirst();
    return new CommandLine(command, List.copyOf(words), Map.copyOf(options), Map.copyOf(env));
  }

  /// The folder that holds everything this installation owns; a restart finds it again.
  public Path data() {
    return Path.of(option("data", "CHANGKE_DATA", "var")).toAbsolutePath().normalize();
  }

  /// The folder of the files that open what the database keeps sealed; never part of the database.
  public Path keys() {
    return data().resolve("keys");
  }

  /// The folder of what left the database as files.
  public Path lake() {
    return data().resolve("lake");
  }

  /// The key files by the names they have in [#keys], wherever the environment keeps them.
  SequencedMap<String, Path> keyFiles() throws IOException {
    var files = new TreeMap<String, Path>();
    if (Files.isDirectory(keys())) {
      try (var own = Files.list(keys())) {
        own.filter(Files::isRegularFile)
            .forEach(file -> files.put(file.getFileName().toString(), file));
      }
    }
    KEY_FILES.forEach((name, variable) -> {
      var file = env.getOrDefault(variable, "");
      if (!file.isBlank()) {
        files.put(name, Path.of(file));
      }
    });
    return files;
  }

  /// The folder where the embedded database's programs are unpacked; several installations may
  /// share it.
  public Path programs() {
    var given = options.get("programs");
    return given == null ? data().resolve("programs") : Path.of(given).toAbsolutePath();
  }

  public int port() {
    return Integer.parseInt(option("port", "CHANGKE_PORT", String.valueOf(DEFAULT_PORT)));
  }

  /// The address of a real server, or null for the embedded one.
  public @Nullable String databaseUrl() {
    var url = option("database-url", "CHANGKE_DATABASE_URL", "");
    return url.isBlank() ? null : url;
  }

  public String option(String name, String envName, String otherwise) {
    var given = options.get(name);
    return given != null ? given : env.getOrDefault(envName, otherwise);
  }

  public Map<String, Object> settings() {
    return Map.of(
        "server.port", port(),
        "management.server.port", port() + 1,
        "changke.data", data().toString(),
        "logging.file.name", data().resolve("log/changke.json").toString(),
        "changke.demo", option("demo", "CHANGKE_DEMO", String.valueOf(databaseUrl() == null)));
  }
}
