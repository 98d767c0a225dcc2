package changke.platform;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/// Writes an installation into one file and fills an empty one from it, over an ordinary
/// connection: no client program is needed, and a real server is served like the embedded one.
///
/// The file is a zip: `manifest` (schema and version of every module), `partitions.sql`, one
/// `MODULE.TABLE` of COPY rows per table, `sequences`, the files of [LakeFiles] under `lake/`, and
/// with `--with-keys` the folder `keys/`. All tables are read in one snapshot, so orders, cards and
/// ledger fit together.
public final class Backup {

  private static final String KEYS = "keys/";

  private Backup() {}

  /// Writes everything into `file`, beside it first and renamed when it is whole.
  ///
  /// @param keys the key files by name; an empty map leaves them out
  /// @param lake the folder of what left the database as files
  public static void write(Database database, Path file, Map<String, Path> keys, Path lake)
      throws IOException, SQLException {
    var target = file.toAbsolutePath();
    var fresh = target.resolveSibling(target.getFileName() + ".part");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var connection = connect(database);
        var zip =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16))) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      var tables = new Tables(connection);
      put(zip, "manifest", String.join("\n", tables.versions()));
      put(zip, "partitions.sql", String.join("\n", tables.partitions()));
      put(zip, "sequences", String.join("\n", tables.sequences()));
      for (var table : tables.all()) {
        zip.putNextEntry(new ZipEntry(table.name()));
        copyOut(
            connection,
            "COPY (SELECT " + table.columns() + " FROM " + table.name() + ") TO STDOUT",
            zip);
        zip.closeEntry();
      }
      connection.rollback();
      LakeFiles.write(zip, lake);
      for (var key : keys.entrySet()) {
        zip.putNextEntry(new ZipEntry(KEYS + key.getKey()));
        Files.copy(key.getValue(), zip);
        zip.closeEntry();
      }
      put(zip, "end", "whole");
    }
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Fills a fresh installation from `file`; what is not whole leaves it fresh.
  ///
  /// @param keyFolder where the key files go when the backup carries them
  /// @param lake where the files go that had left the database; must be empty
  public static void restore(Database database, Path file, Path keyFolder, Path lake)
      throws IOException, SQLException {
    if (Migrations.isApplied(database)) {
      throw new IOException(
          "This installation is not fresh: restore into a new folder or database.");
    }
    LakeFiles.demandNone(lake);
    Migrations.apply(database);
    try {
      fill(database, file, keyFolder, lake);
    } catch (IOException | SQLException | RuntimeException e) {
      LakeFiles.clear(lake);
      Migrations.undo(database);
      throw e;
    }
  }

  private static void fill(Database database, Path file, Path keyFolder, Path lake)
      throws IOException, SQLException {
    try (var connection = connect(database)) {
      connection.setAutoCommit(false);
      var tables = new Tables(connection);
      tables.clear();
      tables.suspendConstraints();
      var whole = false;
      try (var zip =
          new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          var name = entry.getName();
          switch (name) {
            case "manifest" -> tables.demandVersions(lines(zip));
            case "partitions.sql" -> tables.makePartitions(lines(zip));
            case "sequences" -> tables.setSequences(lines(zip));
            case "end" -> whole = true;
            default -> {
              if (name.startsWith(KEYS)) {
                restoreKey(zip, keyFolder.resolve(Path.of(name).getFileName()));
              } else if (LakeFiles.isOne(name)) {
                LakeFiles.restore(zip, name, lake);
              } else {
                var table = tables.find(name);
                copyIn(
                    connection,
                    "COPY " + table.name() + " (" + table.columns() + ") FROM STDIN",
                    zip);
              }
            }
          }
        }
      }
      if (!whole) {
        throw new IOException(file + " is not a whole backup; nothing was restored.");
      }
      tables.resumeConstraints();
      connection.commit();
    }
  }

  private static void restoreKey(InputStream zip, Path file) throws IOException {
    if (Files.exists(file)) {
      throw new IOException(file + " exists already: move it away first. Nothing was restored.");
    }
    Files.createDirectories(file.getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, zip.readAllBytes());
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  private static void copyOut(Connection connection, String sql, OutputStream out)
      throws IOException, SQLException {
    connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
  }

  private static void copyIn(Connection connection, String sql, InputStream in)
      throws IOException, SQLException {
    connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, in, 1 << 16);
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static List<String> lines(InputStream in) throws IOException {
    return Stream.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
        .filter(line -> !line.isBlank())
        .toList();
  }
}
