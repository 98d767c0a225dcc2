package changke.storefront;

import changke.activity.Consent;
import changke.catalog.Catalog;
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

/// Lets a controller's method ask for the [Front] around its page and for the visitor's [Cart].
@Configuration(proxyBeanMethods = false)
class FrontArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  private static final int LONGEST_QUERY = 100;

  private final Catalog catalog;

  FrontArgument(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Front.class
        || parameter.getParameterType() == Cart.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest exchange,
      @Nullable WebDataBinderFactory binders) {
    var request = Objects.requireNonNull(exchange.getNativeRequest(HttpServletRequest.class));
    var cart = Cart.of(request);
    return parameter.getParameterType() == Cart.class ? cart : front(cart, request);
  }

  private Front front(Cart cart, HttpServletRequest request) {
    var aisles =
        catalog.categories().sections().stream()
            .map(section -> new Front.Aisle("/c/" + section.slug(), section.name()))
            .toList();
    var query = Objects.requireNonNullElse(request.getParameter("q"), "");
    return new Front(
        aisles,
        cart.pieces(),
        query.substring(0, Math.min(LONGEST_QUERY, query.length())),
        Consent.of(request));
  }
}
