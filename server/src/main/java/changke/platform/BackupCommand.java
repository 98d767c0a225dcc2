package changke.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/// `./run backup FILE [--with-keys]` and `./run restore FILE`.
public final class BackupCommand {

  private BackupCommand() {}

  /// Works beside a running marketplace as well as without one.
  public static void write(CommandLine command) {
    var file = file(command);
    try (var database = Database.open(command)) {
      var keys =
          command.options().containsKey("with-keys") ? command.keyFiles() : Map.<String, Path>of();
      Backup.write(database, file, keys, command.lake());
      System.out.println(
          "Written to "
              + file
              + (keys.isEmpty()
                  ? ". Keep the key files of "
                      + command.keys()
                      + " too: without them no card in it can be read."
                  : ", keys included: guard it like a safe."));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("The backup failed: " + e.getMessage(), e);
    }
  }

  public static void restore(CommandLine command) {
    var file = file(command);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(file + " cannot be read.");
    }
    try (var database = Database.connect(command)) {
      Backup.restore(database, file, command.keys(), command.lake());
      System.out.println("Restored from " + file + ". Start with ./run.");
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("Nothing was restored: " + e.getMessage(), e);
    }
  }

  private static Path file(CommandLine command) {
    if (command.arguments().isEmpty()) {
      throw new IllegalArgumentException("Name a file: ./run " + command.command() + " FILE");
    }
    return Path.of(command.arguments().getFirst()).toAbsolutePath();
  }
}
