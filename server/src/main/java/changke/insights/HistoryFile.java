package changke.insights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that can be read again from the start.
@FunctionalInterface
public interface HistoryFile {

  InputStream open() throws IOException;

  static HistoryFile of(Path path) {
    return () -> Files.newInputStream(path);
  }

  static HistoryFile of(byte[] bytes) {
    return () -> new java.io.ByteArrayInputStream(bytes);
  }
}
