package changke.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets a request through to a controller's method only when [Allowed] says so.
@Component
public class AccessGuard implements HandlerInterceptor {

  private final Sessions sessions;
  private final ApiTokens tokens;
  private final Proof proof;

  AccessGuard(Sessions sessions, ApiTokens tokens, Proof proof) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.proof = proof;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method) || !isOurs(method)) {
      return true;
    }
    var rule =
        allowed(method.getBeanType(), method.getMethod())
            .orElseThrow(() -> new RefusedException(RefusedException.Reason.NEVER));
    if (rule.value() == Who.PROGRAM) {
      admitProgram(request, List.of(rule.scope()));
    } else {
      admit(request, rule);
    }
    return true;
  }

  private void admit(HttpServletRequest request, Allowed rule) {
    var visitor = sessions.visitor(request);
    var may = visitor.may(rule.value()) && Arrays.stream(rule.right()).allMatch(visitor::may);
    if (!may) {
      throw new RefusedException(visitor instanceof Visitor.Guest);
    }
    // Reading a parameter reads the body of a form, which other doors want as it came.
    if (rule.proof() != Proof.Door.NONE
        && visitor instanceof Visitor.Guest
        && !proof.admit(rule.proof(), request.getParameter("proof"))) {
      throw new RefusedException(RefusedException.Reason.PROOF);
    }
    if (rule.fresh() && !sessions.isFresh(request)) {
      throw new RefusedException(RefusedException.Reason.CONFIRM);
    }
  }

  /// Cookies are left aside: these endpoints take no form token, so a browser's session must not
  /// open them.
  private void admitProgram(HttpServletRequest request, List<Scope> scopes) {
    var token =
        tokens
            .bearer(request.getHeader("Authorization"))
            .orElseThrow(() -> new RefusedException(RefusedException.Reason.TOKEN));
    if (scopes.isEmpty() || !token.scopes().containsAll(scopes)) {
      throw new RefusedException(RefusedException.Reason.SCOPE);
    }
    sessions.enter(token, request);
  }

  /// Who may call the method; empty when nobody said.
  public static Optional<Allowed> allowed(Class<?> controller, Method method) {
    var own = AnnotatedElementUtils.findMergedAnnotation(method, Allowed.class);
    return Optional.ofNullable(
        own != null ? own : AnnotatedElementUtils.findMergedAnnotation(controller, Allowed.class));
  }

  private static boolean isOurs(HandlerMethod method) {
    return method.getBeanType().getName().startsWith("changke.");
  }
}
