package changke.insights;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Files in pieces, so that every process can go on with an import that another one began.
@Repository
class Uploads {

  private static final int PART_BYTES = 1 << 20;

  private static final String ADD =
      """
      INSERT INTO insights.upload_part (import, part, bytes) VALUES (:import, :part, :bytes)
      """;

  private static final String READ =
      """
      SELECT bytes FROM insights.upload_part WHERE import = :import AND part = :part
      """;

  private static final String REMOVE =
      """
      DELETE FROM insights.upload_part WHERE import = ANY (:imports::uuid[])
      """;

  private final JdbcClient jdbc;

  Uploads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Stores the file and returns its size.
  ///
  /// @throws UnreadableFile when it is larger than `limit`
  long store(UUID id, InputStream file, long limit) throws IOException {
    long size = 0;
    for (int part = 0; ; part++) {
      var bytes = file.readNBytes(PART_BYTES);
      if (bytes.length == 0) {
        return size;
      }
      size += bytes.length;
      if (size > limit) {
        throw new UnreadableFile(UnreadableFile.Reason.TOO_LARGE, (limit >> 20) + " MiB");
      }
      jdbc.sql(ADD).param("import", id).param("part", part).param("bytes", bytes).update();
    }
  }

  HistoryFile file(UUID id) {
    return () -> new Parts(id);
  }

  void remove(Collection<UUID> imports) {
    jdbc.sql(REMOVE)
        .param("imports", imports.stream().map(UUID::toString).toArray(String[]::new))
        .update();
  }

  private final class Parts extends InputStream {

    private final UUID id;
    private byte[] bytes = new byte[0];
    private int at;
    private int part;

    Parts(UUID id) {
      this.id = id;
    }

    @Override
    public int read() {
      return fill() ? bytes[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (!fill()) {
        return -1;
      }
      int taken = Math.min(length, bytes.length - at);
      System.arraycopy(bytes, at, into, from, taken);
      at += taken;
      return taken;
    }

    private boolean fill() {
      if (at == bytes.length) {
        var next =
            jdbc.sql(READ)
                .param("import", id)
                .param("part", part)
                .query((row, number) -> row.getBytes(1))
                .optional();
        if (next.isEmpty()) {
          return false;
        }
        bytes = next.get();
        at = 0;
        part++;
      }
      return true;
    }
  }
}
