package changke.api.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// One transaction around what a call does and the answer that is kept for its key: a process that
/// dies in between has done nothing, so that the second try is a first one.
///
/// It stands behind the gate, so that counted tries stay counted. A `PUT` names what it makes and
/// goes on where it stopped; it works in transactions of its own.
@Configuration(proxyBeanMethods = false)
class Bracket implements HandlerInterceptor, WebMvcConfigurer {

  private static final int BEHIND_THE_GATE = 200;
  private static final Set<String> METHODS = Set.of("POST", "PATCH", "DELETE");
  private static final String OPEN = Bracket.class.getName();

  private final PlatformTransactionManager transactions;
  private final Replies replies;

  Bracket(PlatformTransactionManager transactions, Replies replies) {
    this.transactions = transactions;
    this.replies = replies;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/api/v1/**").order(BEHIND_THE_GATE);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getAttribute(Running.ATTRIBUTE) instanceof Running running
        && running.hash() != null
        && METHODS.contains(request.getMethod())) {
      request.setAttribute(OPEN, transactions.getTransaction(new DefaultTransactionDefinition()));
    }
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception problem) {
    if (request.getAttribute(OPEN) instanceof TransactionStatus status
        && request.getAttribute(Running.ATTRIBUTE) instanceof Running running) {
      request.removeAttribute(OPEN);
      end(status, running, problem == null && running.reply().getStatus() < 300);
    }
  }

  /// What is thrown here would only be logged, so how it went is written down.
  private void end(TransactionStatus status, Running running, boolean done) {
    if (!done) {
      transactions.rollback(status);
      return;
    }
    running.ended(Running.End.LOST);
    if (status.isRollbackOnly() || !kept(status, running)) {
      transactions.rollback(status);
      return;
    }
    transactions.commit(status);
    running.ended(Running.End.KEPT);
  }

  private boolean kept(TransactionStatus status, Running running) {
    try {
      return replies.keep(running);
    } catch (RuntimeException | Error e) {
      transactions.rollback(status);
      throw e;
    }
  }
}
