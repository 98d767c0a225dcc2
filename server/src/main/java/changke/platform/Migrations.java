package changke.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Flyway per module: the scripts of `db/migration/MODULE` own the schema MODULE and keep their
/// history in it. No foreign key crosses schemas, so the order of modules does not matter.
public final class Migrations {

  private Migrations() {}

  /// Brings every module's schema up to date; several processes may do so at once.
  public static void apply(Database database) {
    for (var module : modules()) {
      Flyway.configure()
          .dataSource(database.url(), database.user(), database.password())
          .schemas(module)
          .locations("classpath:db/migration/" + module)
          .loggers("slf4j")
          .load()
          .migrate();
    }
  }

  /// The modules that own tables, by name.
  public static List<String> modules() {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath*:db/migration/*/V*.sql"))
          .map(Migrations::folder)
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String folder(org.springframework.core.io.Resource script) {
    try {
      var parts = script.getURL().getPath().split("/");
      return parts[parts.length - 2];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
