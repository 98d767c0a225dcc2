package changke.pages;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Draws what a controller returns: a [Page] as HTML, a [Redirect] and a [Departure] as 303, an
/// [Unchanged] as 204. The whole page is drawn before its first byte is sent, so that an error on
/// the way is an error page and not half a page.
@Component
public class Renderer implements HandlerMethodReturnValueHandler {

  private final TemplateEngine templates;
  private final Frames frames;

  Renderer(TemplateEngine templates, Frames frames) {
    this.templates = templates;
    this.frames = frames;
  }

  @Override
  public boolean supportsReturnType(MethodParameter type) {
    var returned = type.getParameterType();
    return Page.class.isAssignableFrom(returned)
        || returned == Redirect.class
        || returned == Departure.class
        || returned == Unchanged.class
        || returned == Object.class;
  }

  @Override
  public void handleReturnValue(
      @Nullable Object value,
      MethodParameter type,
      ModelAndViewContainer container,
      NativeWebRequest exchange)
      throws IOException {
    container.setRequestHandled(true);
    var request = exchange.getNativeRequest(HttpServletRequest.class);
    var response = exchange.getNativeResponse(HttpServletResponse.class);
    if (request == null || response == null) {
      throw new IllegalStateException("not a servlet request");
    }
    switch (value) {
      case Page page -> send(page, request, response);
      case Redirect redirect -> send(redirect, response);
      case Departure departure -> send(departure, response);
      case Unchanged unchanged -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      case null, default ->
          throw new IllegalStateException("neither a page nor a redirect: " + value);
    }
  }

  /// Writes the page, with its status, into the response.
  void send(Page page, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var output = new Utf8ByteOutput();
    var parameters = Map.<String, Object>of("page", page, "frame", frames.frame(request, response));
    templates.render(templateOf(page.getClass()), parameters, output);
    response.setStatus(page.status());
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(output.getContentLength());
    output.writeTo(response.getOutputStream());
  }

  private void send(Redirect redirect, HttpServletResponse response) {
    if (redirect.says() != null) {
      frames.notice(redirect.says(), response);
    }
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", redirect.to());
  }

  private static void send(Departure departure, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", departure.to());
  }

  /// `changke.storefront.SignInPage` → `storefront/signIn.jte`.
  static String templateOf(Class<?> page) {
    var folder = page.getPackageName().substring("changke.".length()).replace('.', '/');
    var name = page.getSimpleName().replaceFirst("Page$", "");
    return folder + "/" + Character.toLowerCase(name.charAt(0)) + name.substring(1) + ".jte";
  }
}
