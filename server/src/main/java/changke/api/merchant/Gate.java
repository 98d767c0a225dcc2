package changke.api.merchant;

import changke.identity.ApiToken;
import changke.identity.Sessions;
import changke.identity.Throttle;
import changke.identity.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// How much a token may ask: so many calls a minute, over all processes, and so long a body, where
/// it is not a stream of cards.
@Configuration(proxyBeanMethods = false)
class Gate implements HandlerInterceptor, WebMvcConfigurer {

  static final int CALLS_A_MINUTE = 1200;
  static final long LONGEST_BODY = 1 << 20;

  private final Sessions sessions;
  private final Throttle throttle;

  Gate(Sessions sessions, Throttle throttle) {
    this.sessions = sessions;
    this.throttle = throttle;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    // Behind the guard, which knows the token.
    registry.addInterceptor(this).addPathPatterns("/api/v1/**").order(100);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && sessions.visitor(request) instanceof Visitor.Program program) {
      admit(program.token(), request, method.getMethodAnnotation(Call.class));
    }
    return true;
  }

  private void admit(
      ApiToken token, HttpServletRequest request, @org.jspecify.annotations.Nullable Call call) {
    var wait =
        throttle.attempt("api", token.id().toString(), CALLS_A_MINUTE, Duration.ofMinutes(1));
    if (wait.isPositive()) {
      throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
    }
    var streamed = call != null && call.streams();
    if (!streamed && request.getContentLengthLong() > LONGEST_BODY) {
      throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
    }
    if (!streamed && request.getHeader("Transfer-Encoding") != null) {
      throw new ResponseStatusException(HttpStatus.LENGTH_REQUIRED);
    }
  }
}
