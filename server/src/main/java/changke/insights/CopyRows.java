package changke.insights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/// Rows on their way into one table, in PostgreSQL's text form of COPY.
final class CopyRows implements AutoCloseable {

  private static final int FLUSH_CHARS = 1 << 16;

  private final PGCopyOutputStream copy;
  private final StringBuilder text = new StringBuilder(FLUSH_CHARS + 4096);
  private boolean started;

  CopyRows(Connection connection, String sql) throws SQLException {
    copy = new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql);
  }

  CopyRows cell(@Nullable Object value) {
    if (started) {
      text.append('\t');
    }
    started = true;
    switch (value) {
      case null -> text.append("\\N");
      case String words -> escape(words);
      default -> text.append(value);
    }
    return this;
  }

  void end() {
    text.append('\n');
    started = false;
    if (text.length() > FLUSH_CHARS) {
      flush();
    }
  }

  private void escape(String words) {
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }

  private void flush() {
    try {
      copy.write(text.toString().getBytes(StandardCharsets.UTF_8));
      text.setLength(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      flush();
      copy.close();
    } catch (IOException e) {
      throw new SQLException("COPY did not end", e);
    }
  }
}
