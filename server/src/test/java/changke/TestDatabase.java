package changke;

import changke.platform.EmbeddedDatabase;
import changke.platform.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// One PostgreSQL for all tests of a JVM, in a fresh folder that goes away with it.
public final class TestDatabase
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final Path FOLDER = folder();
  private static final EmbeddedDatabase DATABASE = start();

  /// The running server, migrated.
  public static EmbeddedDatabase database() {
    return DATABASE;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var settings = new java.util.HashMap<String, Object>(DATABASE.settings());
    settings.put("changke.data", FOLDER.toString());
    settings.put("changke.demo", false);
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
  }

  private static Path folder() {
    try {
      Files.createDirectories(Path.of("target"));
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "house");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedDatabase start() {
    var database =
        EmbeddedDatabase.open(
            FOLDER.resolve("database"), Path.of("target/postgresql").toAbsolutePath());
    Runtime.getRuntime().addShutdownHook(new Thread(database::close));
    Migrations.apply(database);
    return database;
  }
}
