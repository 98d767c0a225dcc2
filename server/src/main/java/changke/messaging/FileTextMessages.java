package changke.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Text messages as lines of a file: id, number, text. For development.
final class FileTextMessages implements TextMessages {

  private final Path file;

  FileTextMessages(Path file) {
    this.file = file;
  }

  @Override
  public void send(UUID id, String number, String text) {
    var line = id + "\t" + number + "\t" + text.replaceAll("\\s+", " ").strip() + "\n";
    try {
      Files.writeString(
          file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
