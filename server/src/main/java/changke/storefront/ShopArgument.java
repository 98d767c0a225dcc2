package changke.storefront;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets a controller's method ask for the [Shop] around its page.
@Configuration(proxyBeanMethods = false)
class ShopArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Shop.class;
  }

  @Override
  public Shop resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest exchange,
      @Nullable WebDataBinderFactory binders) {
    var request = Objects.requireNonNull(exchange.getNativeRequest(HttpServletRequest.class));
    var query = request.getParameter("q");
    return new Shop(List.of(), 0, query == null ? "" : query);
  }
}
