package changke.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets a request through to a controller's method only when [Allowed] says so.
@Component
public class AccessGuard implements HandlerInterceptor {

  private final Sessions sessions;

  AccessGuard(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method) || !isOurs(method)) {
      return true;
    }
    var who = allowed(method.getBeanType(), method.getMethod());
    var visitor = sessions.visitor(request);
    if (who.isEmpty() || !visitor.may(who.get())) {
      throw new RefusedException(visitor instanceof Visitor.Guest && who.isPresent());
    }
    return true;
  }

  /// Who may call the method; empty when nobody said.
  public static Optional<Who> allowed(Class<?> controller, Method method) {
    var own = AnnotatedElementUtils.findMergedAnnotation(method, Allowed.class);
    var all = AnnotatedElementUtils.findMergedAnnotation(controller, Allowed.class);
    return Optional.ofNullable(own != null ? own : all).map(Allowed::value);
  }

  private static boolean isOurs(HandlerMethod method) {
    return method.getBeanType().getName().startsWith("changke.");
  }
}
