package changke.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/// Documents that are made from the code: `./check --write` writes them, every other check
/// compares.
final class Generated {

  private Generated() {}

  static void matches(String file, String expected) {
    var path = Sources.ROOT.resolve(file);
    try {
      if (Boolean.getBoolean("changke.write")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, expected);
      }
      assertThat(Files.exists(path) ? Files.readString(path) : "")
          .as(file + " is generated: run ./check --write and commit it")
          .isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
