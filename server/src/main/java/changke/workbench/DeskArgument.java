package changke.workbench;

import changke.identity.Sessions;
import changke.merchants.Merchants;
import changke.pages.NotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The one place that decides who sits at which desk.
@Configuration(proxyBeanMethods = false)
class DeskArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  private final Merchants merchants;
  private final Sessions sessions;

  DeskArgument(Merchants merchants, Sessions sessions) {
    this.merchants = merchants;
    this.sessions = sessions;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Desk.class;
  }

  @Override
  public Desk resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest exchange,
      @Nullable WebDataBinderFactory binders) {
    var request = Objects.requireNonNull(exchange.getNativeRequest(HttpServletRequest.class));
    var person = sessions.visitor(request).id().orElseThrow(NotFoundException::new);
    var shop = merchants.shop(slug(request)).orElseThrow(NotFoundException::new);
    if (!merchants.worksFor(person, shop.id())) {
      throw new NotFoundException();
    }
    return new Desk(shop, person);
  }

  private static String slug(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables
        ? String.valueOf(variables.get("shop"))
        : "";
  }
}
