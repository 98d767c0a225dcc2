package changke.api.collection;

import changke.activity.Intake;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Before everything under `/v1`: pages of any origin may send, and are answered 503 while the
/// house starts.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class CollectionDoor extends OncePerRequestFilter {

  private final Intake intake;

  CollectionDoor(Intake intake) {
    this.intake = intake;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/v1/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var origin = request.getHeader("Origin");
    if (origin != null) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Expose-Headers", "Retry-After");
      response.addHeader("Vary", "Origin");
    }
    if (request.getMethod().equals("OPTIONS")) {
      response.setHeader("Access-Control-Allow-Methods", "POST, GET, OPTIONS");
      response.setHeader(
          "Access-Control-Allow-Headers", "authorization, content-type, x-retry-count");
      response.setHeader("Access-Control-Max-Age", "7200");
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else if (!intake.isOpen()) {
      Answers.write(response, 503, "starting", 2);
    } else {
      chain.doFilter(request, response);
    }
  }
}
