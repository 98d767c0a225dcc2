package changke.platform;

import java.util.Map;

/// The database that this process works on: its own embedded one, or a server that was given to it.
public sealed interface Database extends AutoCloseable permits EmbeddedDatabase, GivenDatabase {

  /// Opens what the command line asks for and brings every module's tables up to date.
  static Database open(CommandLine command) {
    var database = connect(command);
    Migrations.apply(database);
    return database;
  }

  /// Opens what the command line asks for, as it is.
  static Database connect(CommandLine command) {
    var url = command.databaseUrl();
    var database =
        url == null
            ? EmbeddedDatabase.open(command.data().resolve("database"), command.programs())
            : GivenDatabase.parse(url, command);
    Durability.demand(database);
    return database;
  }

  String url();

  String user();

  String password();

  @Override
  void close();

  /// What Spring needs to know to connect.
  default Map<String, Object> settings() {
    return Map.of(
        "spring.datasource.url", url(),
        "spring.datasource.username", user(),
        "spring.datasource.password", password(),
        "changke.embedded", this instanceof EmbeddedDatabase);
  }
}
