package changke;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// A process that dies in the middle of a call: the request's header [#HEADER] says before which
/// statement or commit (from 1), or right behind which commit. From there on nothing that the call
/// says reaches the database any more; what was open is rolled back, as the database does when a
/// connection is gone. Nothing is changed for calls without the header.
@TestComponent
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Cuts implements BeanPostProcessor, Filter {

  public static final String HEADER = "X-Cut";

  private static final Set<String> LAST_THINGS =
      Set.of("rollback", "close", "isClosed", "getAutoCommit", "setAutoCommit", "setReadOnly");

  private static final ThreadLocal<@Nullable Life> LIVES = new ThreadLocal<>();

  /// Nothing that runs in a dead process catches it.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }

  private static final class Life {
    private final int last;
    private int points;
    private boolean over;

    Life(int last) {
      this.last = last;
    }

    void step() {
      if (over || ++points == last) {
        over = true;
        throw new Killed();
      }
    }
  }

  /// Runs something in a process that dies before its n-th statement or commit, or right behind
  /// that commit; false when it came to its end before.
  public static boolean during(int point, Runnable call) {
    LIVES.set(new Life(point));
    try {
      call.run();
      return false;
    } catch (Killed dead) {
      return true;
    } finally {
      LIVES.remove();
    }
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source && name.equals("dataSource")
        ? new Mortal(source)
        : bean;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var header = ((HttpServletRequest) request).getHeader(HEADER);
    if (header == null) {
      chain.doFilter(request, response);
      return;
    }
    LIVES.set(new Life(Integer.parseInt(header)));
    try {
      chain.doFilter(request, response);
    } finally {
      LIVES.remove();
    }
  }

  private static final class Mortal extends DelegatingDataSource {
    Mortal(DataSource source) {
      super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
      var life = LIVES.get();
      var connection = super.getConnection();
      return life == null ? connection : mortal(Connection.class, connection, life);
    }
  }

  private static <T> T mortal(Class<T> type, T inner, Life life) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          var name = method.getName();
          if (life.over && !LAST_THINGS.contains(name)) {
            throw new Killed();
          }
          if (life.over && inner instanceof Connection dead && name.equals("setAutoCommit")) {
            // Said in a transaction it would commit it.
            dead.rollback();
          }
          var point = name.startsWith("execute") || name.equals("commit") || name.equals("unwrap");
          if (point) {
            life.step();
          }
          try {
            var result = method.invoke(inner, arguments);
            if (name.equals("commit")) {
              life.step();
            }
            return wrapped(result, life);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(Cuts.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object wrapped(@Nullable Object result, Life life) {
    return switch (result) {
      case java.sql.CallableStatement call -> mortal(java.sql.CallableStatement.class, call, life);
      case java.sql.PreparedStatement one -> mortal(java.sql.PreparedStatement.class, one, life);
      case Statement one -> mortal(Statement.class, one, life);
      case null, default -> result;
    };
  }
}
