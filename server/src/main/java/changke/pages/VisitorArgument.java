package changke.pages;

import changke.identity.ApiToken;
import changke.identity.Person;
import changke.identity.RefusedException;
import changke.identity.Session;
import changke.identity.Sessions;
import changke.identity.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Lets a controller's method ask for the [Visitor], for the [Person] who is signed in and the
/// [Session], or for the [ApiToken] of a program.
@Component
class VisitorArgument implements HandlerMethodArgumentResolver {

  private final Sessions sessions;

  VisitorArgument(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    var type = parameter.getParameterType();
    return type == Visitor.class
        || type == Person.class
        || type == Session.class
        || type == ApiToken.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    var http = ((ServletWebRequest) request).getRequest();
    var visitor = sessions.visitor(http);
    var type = parameter.getParameterType();
    if (type == Visitor.class) {
      return visitor;
    }
    if (type == ApiToken.class) {
      if (visitor instanceof Visitor.Program(var token)) {
        return token;
      }
      throw new RefusedException(RefusedException.Reason.TOKEN);
    }
    return type == Session.class
        ? sessions.current(http).orElseThrow(() -> new RefusedException(true))
        : visitor.member().orElseThrow(() -> new RefusedException(true));
  }
}
