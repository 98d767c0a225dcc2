package changke.structure;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.stereotype.Repository;

/// Every SQL constant of every table's class can be prepared against the migrated database.
@HouseTest
class SqlTest {

  private static final Set<String> VERBS =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "MERGE");

  @Autowired ApplicationContext context;
  @Autowired DataSource database;

  @Test
  void every_statement_prepares() throws Exception {
    var failures = new ArrayList<String>();
    var statements = 0;
    try (var connection = database.getConnection()) {
      for (var table : tables()) {
        for (var field : table.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers()) || field.getType() != String.class) {
            continue;
          }
          field.setAccessible(true);
          var sql = ((String) field.get(null)).strip();
          if (VERBS.contains(sql.split("\\s", 2)[0].toUpperCase(Locale.ROOT))) {
            statements++;
            prepare(connection, table.getSimpleName() + "." + field.getName(), sql, failures);
          }
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(statements).isGreaterThan(5);
  }

  private List<Class<?>> tables() {
    return context.getBeansWithAnnotation(Repository.class).values().stream()
        .<Class<?>>map(AopUtils::getTargetClass)
        .filter(type -> type.getName().startsWith("changke."))
        .toList();
  }

  private static void prepare(Connection connection, String name, String sql, List<String> failures)
      throws SQLException {
    var positional = NamedParameterUtils.parseSqlStatementIntoString(sql);
    try (var statement = connection.prepareStatement(positional)) {
      statement.getParameterMetaData();
    } catch (SQLException e) {
      if (!"42P18".equals(e.getSQLState())) {
        failures.add(name + ": " + e.getMessage());
      }
    }
  }
}
