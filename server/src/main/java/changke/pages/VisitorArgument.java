package changke.pages;

import changke.identity.Person;
import changke.identity.RefusedException;
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

/// Lets a controller's method ask for the [Visitor], or for the [Person] who is signed in.
@Component
class VisitorArgument implements HandlerMethodArgumentResolver {

  private final Sessions sessions;

  VisitorArgument(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    var type = parameter.getParameterType();
    return type == Visitor.class || type == Person.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    var visitor = sessions.visitor(((ServletWebRequest) request).getRequest());
    return parameter.getParameterType() == Visitor.class
        ? visitor
        : visitor.member().orElseThrow(() -> new RefusedException(true));
  }
}
