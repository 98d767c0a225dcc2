package changke.pages;

import changke.identity.BusyException;
import changke.identity.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/// Turns every exception into an answer with a way on: a page for people,
/// `application/problem+json` (RFC 9457) for programs. Details stay in the log, under the incident
/// that the answer names.
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private final Renderer renderer;
  private final RandomGenerator random;

  Problems(Renderer renderer, RandomGenerator random) {
    this.renderer = renderer;
    this.random = random;
  }

  @ExceptionHandler
  void handle(Exception problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted() || problem instanceof AsyncRequestNotUsableException) {
      return;
    }
    if (problem instanceof RefusedException refused
        && refused.signInHelps()
        && wantsPage(request)) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", "/sign-in?to=" + encoded(request));
      return;
    }
    answer(statusOf(problem), problem, request, response);
  }

  void answer(
      int status, Throwable problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var bytes = new byte[4];
    random.nextBytes(bytes);
    var incident = HexFormat.of().formatHex(bytes);
    if (status >= 500) {
      log.error(
          "incident {} at {} {}", incident, request.getMethod(), request.getRequestURI(), problem);
    }
    response.reset();
    Doors.guard(response);
    if (status == 503 || status == 429) {
      response.setHeader("Retry-After", "5");
    }
    if (wantsPage(request)) {
      renderer.send(new ProblemPage(status, kindOf(status), incident), request, response);
    } else {
      response.setStatus(status);
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response
          .getOutputStream()
          .write(
              ("{\"type\":\"about:blank\",\"title\":\""
                      + kindOf(status)
                      + "\",\"status\":"
                      + status
                      + ",\"instance\":\"urn:changke:incident:"
                      + incident
                      + "\"}")
                  .getBytes(StandardCharsets.UTF_8));
    }
  }

  private static int statusOf(Throwable problem) {
    return switch (problem) {
      case RefusedException refused -> refused.signInHelps() ? 401 : 403;
      case BusyException busy -> 503;
      case CannotGetJdbcConnectionException e -> 503;
      case CannotCreateTransactionException e -> 503;
      case DataAccessResourceFailureException e -> 503;
      case CannotAcquireLockException e -> 503;
      case QueryTimeoutException e -> 503;
      case TypeMismatchException e -> 404;
      case NotFoundException e -> 404;
      case InvalidParameterException e -> e.getErrorCode();
      case ErrorResponse response -> response.getStatusCode().value();
      default -> 500;
    };
  }

  private static String kindOf(int status) {
    return switch (status) {
      case 400, 405, 406, 415, 422 -> "malformed";
      case 401, 403 -> "refused";
      case 404, 410 -> "missing";
      case 413 -> "large";
      case 429 -> "many";
      case 503 -> "busy";
      default -> "broken";
    };
  }

  private static boolean wantsPage(HttpServletRequest request) {
    var accept = request.getHeader("Accept");
    return accept == null
        || accept.contains("text/html")
        || request.getHeader("HX-Request") != null;
  }

  private static String encoded(HttpServletRequest request) {
    var path = request.getMethod().equals("GET") ? request.getRequestURI() : "/";
    return URLEncoder.encode(path, StandardCharsets.UTF_8);
  }
}
