package changke.activity;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Intake's own few connections: a flood of events takes none from the pages, and full pages hold
/// up no event.
@Component
class IntakePool implements AutoCloseable {

  private static final int CONNECTIONS = 4;
  private static final int PATIENCE_MS = 3_000;

  private final HikariDataSource connections;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  IntakePool(DataSourceProperties settings) {
    var config = new HikariConfig();
    config.setPoolName("intake");
    config.setJdbcUrl(settings.determineUrl());
    config.setUsername(settings.determineUsername());
    config.setPassword(settings.determinePassword());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE_MS);
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "changke intake");
    config.addDataSourceProperty(
        "options",
        "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s -c lock_timeout=10s");
    connections = new HikariDataSource(config);
    jdbc = JdbcClient.create(connections);
    transactions = new TransactionTemplate(new DataSourceTransactionManager(connections));
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  /// For reading many rows in portions.
  JdbcTemplate template() {
    return new JdbcTemplate(connections);
  }

  TransactionTemplate transactions() {
    return transactions;
  }

  /// The connection of the running transaction, for COPY.
  PGConnection copying() {
    try {
      return DataSourceUtils.getConnection(connections).unwrap(PGConnection.class);
    } catch (SQLException e) {
      throw new IllegalStateException("not a PostgreSQL connection", e);
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
