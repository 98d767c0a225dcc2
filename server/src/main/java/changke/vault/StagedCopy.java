package changke.vault;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/// Writes staged cards with COPY in its binary form (PostgreSQL 18, COPY, "Binary Format"): bytes
/// go over as bytes. It is no repository, for COPY cannot be prepared.
@Component
class StagedCopy {

  private static final String COPY =
      """
      COPY vault.staged_card (batch_id, line, id, key_id, sealed, mark, label, expires_at)
      FROM STDIN (FORMAT binary)
      """;
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final JdbcOperations jdbc;

  StagedCopy(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  void write(UUID batch, List<StagedRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.execute(
        (ConnectionCallback<Long>)
            connection -> {
              try {
                var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
                var bytes = encoded(batch, rows);
                copy.writeToCopy(bytes, 0, bytes.length);
                return copy.endCopy();
              } catch (IOException e) {
                throw new SQLException(e);
              }
            });
  }

  private static byte[] encoded(UUID batch, List<StagedRow> rows) throws IOException {
    var bytes = new ByteArrayOutputStream(rows.size() * 220);
    var out = new DataOutputStream(bytes);
    out.write(SIGNATURE);
    out.writeInt(0);
    out.writeInt(0);
    for (var row : rows) {
      out.writeShort(8);
      uuid(out, batch);
      out.writeInt(Integer.BYTES);
      out.writeInt(row.line());
      uuid(out, row.card().id().value());
      uuid(out, row.card().key());
      bytes(out, row.card().sealed());
      bytes(out, row.mark());
      text(out, row.label());
      moment(out, row.expiresAt());
    }
    out.writeShort(-1);
    return bytes.toByteArray();
  }

  private static void uuid(DataOutputStream out, UUID value) throws IOException {
    out.writeInt(2 * Long.BYTES);
    out.writeLong(value.getMostSignificantBits());
    out.writeLong(value.getLeastSignificantBits());
  }

  private static void bytes(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  private static void text(DataOutputStream out, @Nullable String value) throws IOException {
    if (value == null) {
      out.writeInt(-1);
    } else {
      bytes(out, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Microseconds since 2000.
  private static void moment(DataOutputStream out, @Nullable Instant value) throws IOException {
    if (value == null) {
      out.writeInt(-1);
    } else {
      out.writeInt(Long.BYTES);
      out.writeLong(Duration.between(EPOCH, value).toNanos() / 1000);
    }
  }
}
