package changke.api.ofrep;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Before everything under `/ofrep`: pages of any origin may ask, doubled slashes are one (clients
/// join addresses carelessly), and whatever goes wrong behind it is answered in JSON.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 21)
class OfrepDoor extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(OfrepDoor.class);

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !single(request.getRequestURI()).startsWith("/ofrep/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var origin = request.getHeader("Origin");
    if (origin != null) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Expose-Headers", "ETag, Retry-After");
      response.addHeader("Vary", "Origin");
    }
    if (request.getMethod().equals("OPTIONS")) {
      response.setHeader("Access-Control-Allow-Methods", "POST, GET, OPTIONS");
      response.setHeader(
          "Access-Control-Allow-Headers",
          "authorization, content-type, x-retry-count, If-None-Match, X-API-Key");
      response.setHeader("Access-Control-Max-Age", "7200");
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    var plain = new PlainErrors(response);
    try {
      chain.doFilter(new SinglePath(request), plain);
    } catch (IOException | ServletException | RuntimeException e) {
      log.error("a flag was not answered", e);
      if (!response.isCommitted()) {
        response.resetBuffer();
        plain.sendError(500);
      }
    }
  }

  static String single(String path) {
    return path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
  }

  private static final class SinglePath extends HttpServletRequestWrapper {
    SinglePath(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getRequestURI() {
      return single(super.getRequestURI());
    }

    @Override
    public StringBuffer getRequestURL() {
      var url = super.getRequestURL().toString();
      int path = url.indexOf('/', url.indexOf("://") + 3);
      return new StringBuffer(
          path < 0 ? url : url.substring(0, path) + single(url.substring(path)));
    }

    @Override
    public String getServletPath() {
      return single(super.getServletPath());
    }
  }

  /// What filters and the server itself refuse.
  private static final class PlainErrors extends HttpServletResponseWrapper {
    PlainErrors(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void sendError(int status) throws IOException {
      var body =
          new Problem(null, Problem.Code.GENERAL, "refused with " + status)
              .json()
              .getBytes(StandardCharsets.UTF_8);
      setStatus(status);
      setContentType("application/json");
      setContentLength(body.length);
      getOutputStream().write(body);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
      sendError(status);
    }
  }
}
