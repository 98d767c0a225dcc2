package changke.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The project's own files, as the structure tests read them.
final class Sources {

  static final Path ROOT =
      Path.of(System.getProperty("changke.root", "..")).toAbsolutePath().normalize();
  static final Path SERVER = ROOT.resolve("server/src/main");

  private Sources() {}

  /// A file with its path below the folder that was searched.
  record Source(Path path, String name, String text) {}

  static List<Source> under(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var paths = Files.walk(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(ending))
          .sorted()
          .map(path -> new Source(path, folder.relativize(path).toString(), read(path)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a module says of itself: the first sentence of its package-info.
  static String firstSentence(String module) {
    var text = read(SERVER.resolve("java/changke/" + module + "/package-info.java"));
    var words =
        text.lines()
            .filter(line -> line.startsWith("///"))
            .map(line -> line.substring(3).strip())
            .collect(Collectors.joining(" "));
    var end = words.indexOf(". ");
    return (end < 0 ? words : words.substring(0, end + 1)).replace("|", "/");
  }

  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
