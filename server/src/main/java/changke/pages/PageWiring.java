package changke.pages;

import changke.identity.AccessGuard;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Puts the kit into Spring MVC.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PageSettings.class)
class PageWiring implements WebMvcConfigurer {

  private final AccessGuard guard;
  private final Renderer renderer;
  private final VisitorArgument visitor;

  PageWiring(AccessGuard guard, Renderer renderer, VisitorArgument visitor) {
    this.guard = guard;
    this.renderer = renderer;
    this.visitor = visitor;
  }

  @Bean
  static TemplateEngine templates() {
    return TemplateEngine.createPrecompiled(
        null, ContentType.Html, PageWiring.class.getClassLoader(), "changke");
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(guard);
  }

  @Override
  public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
    handlers.add(renderer);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(visitor);
  }
}
