package changke.platform;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The tables of all modules as the database knows them, for backup and restore.
final class Tables {

  /// A table with rows of its own (a partitioned one stands for its partitions).
  record Table(String name, String columns) {}

  private static final String ALL =
      """
      SELECT format('%I.%I', n.nspname, c.relname) AS name,
             string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum) AS columns
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND c.relname <> 'flyway_schema_history'
      GROUP BY n.nspname, c.relname ORDER BY 1
      """;

  private static final String PARTITIONS =
      """
      SELECT format('CREATE TABLE IF NOT EXISTS %I.%I PARTITION OF %s %s', n.nspname, c.relname,
                    i.inhparent::regclass, pg_get_expr(c.relpartbound, c.oid))
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_inherits i ON i.inhrelid = c.oid
      WHERE n.nspname = ANY (?) AND c.relispartition AND c.relkind IN ('r', 'p') ORDER BY c.oid
      """;

  private static final String SEQUENCES =
      """
      SELECT format('%I.%I %s', schemaname, sequencename, last_value)
      FROM pg_sequences WHERE schemaname = ANY (?) AND last_value IS NOT NULL ORDER BY 1
      """;

  private static final String FOREIGN_KEYS =
      """
      SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
             format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid))
      FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
      WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ANY (?) ORDER BY 1
      """;

  private final Connection connection;
  private final List<Table> tables = new ArrayList<>();
  private final List<String> foreignKeys = new ArrayList<>();

  Tables(Connection connection) throws SQLException {
    this.connection = connection;
    for (var row : query(ALL, 2)) {
      tables.add(new Table(row.getFirst(), row.getLast()));
    }
  }

  List<Table> all() {
    return List.copyOf(tables);
  }

  Table find(String name) throws IOException {
    return tables.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IOException("this version has no table " + name + "; nothing was restored."));
  }

  /// `MODULE VERSION` for every module.
  List<String> versions() throws SQLException {
    var versions = new ArrayList<String>();
    for (var module : Migrations.modules()) {
      var newest =
          "SELECT max(version::numeric) FROM " + module + ".flyway_schema_history WHERE success";
      try (var statement = connection.createStatement();
          var row = statement.executeQuery(newest)) {
        row.next();
        versions.add(module + " " + row.getString(1));
      }
    }
    return versions;
  }

  void demandVersions(List<String> given) throws IOException, SQLException {
    if (!versions().equals(given)) {
      throw new IOException(
          "The backup was written by another version ("
              + String.join(", ", given)
              + "): restore it with that version and upgrade then. Nothing was restored.");
    }
  }

  /// Migrations may have put rows of their own; the backup brings those too. Triggers rest
  /// meanwhile: what they guard was guarded when it was first written.
  void clear() throws SQLException {
    triggers("DISABLE");
    if (!tables.isEmpty()) {
      execute(
          List.of(
              "TRUNCATE "
                  + String.join(", ", tables.stream().map(Table::name).toList())
                  + " CASCADE"));
    }
  }

  void makePartitions(List<String> statements) throws IOException, SQLException {
    for (var statement : statements) {
      if (!statement.startsWith("CREATE TABLE IF NOT EXISTS ") || statement.contains(";")) {
        throw new IOException("this is not a backup of ours: " + statement);
      }
    }
    execute(statements);
  }

  List<String> partitions() throws SQLException {
    return query(PARTITIONS, 1).stream().map(List::getFirst).toList();
  }

  List<String> sequences() throws SQLException {
    return query(SEQUENCES, 1).stream().map(List::getFirst).toList();
  }

  void setSequences(List<String> lines) throws SQLException {
    for (var line : lines) {
      var parts = line.split(" ");
      try (var statement = connection.prepareStatement("SELECT setval(?::regclass, ?)")) {
        statement.setString(1, parts[0]);
        statement.setLong(2, Long.parseLong(parts[1]));
        statement.executeQuery().close();
      }
    }
  }

  /// Foreign keys stand aside until every row is there; they are checked when they come back.
  void suspendConstraints() throws SQLException {
    for (var key : query(FOREIGN_KEYS, 2)) {
      execute(List.of(key.getFirst()));
      foreignKeys.add(key.getLast());
    }
  }

  void resumeConstraints() throws SQLException {
    execute(foreignKeys);
    triggers("ENABLE");
  }

  private void triggers(String enableOrDisable) throws SQLException {
    for (var table : tables) {
      execute(List.of("ALTER TABLE " + table.name() + " " + enableOrDisable + " TRIGGER USER"));
    }
  }

  private void execute(List<String> statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private List<List<String>> query(String sql, int columns) throws SQLException {
    var rows = new ArrayList<List<String>>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", Migrations.modules().toArray()));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var row = new ArrayList<String>();
          for (int column = 1; column <= columns; column++) {
            row.add(result.getString(column));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
