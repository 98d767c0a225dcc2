package changke.pages;

import changke.identity.BusyException;
import changke.identity.RefusedException;
import changke.identity.RefusedException.Reason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
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
    if (problem instanceof RefusedException refused) {
      refuse(refused, request, response);
      return;
    }
    answer(statusOf(problem), problem, request, response);
  }

  /// Where signing in or confirming helps, a page leads there and back; htmx is told to leave for
  /// it, and a program reads what is missing.
  private void refuse(
      RefusedException refused, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var way = WayBack.of(refused.reason(), request);
    if (way.isPresent() && wantsPage(request) && !isFragment(request)) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", way.get());
      return;
    }
    answer(refused.reason().status(), refused, request, response);
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
    challenge(problem, request, response);
    if (wantsPage(request) && !isForPrograms(problem)) {
      renderer.send(new ProblemPage(status, kindOf(problem, status), incident), request, response);
    } else {
      response.setStatus(status);
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response
          .getOutputStream()
          .write(
              ("{\"type\":\"about:blank\",\"title\":\""
                      + titleOf(problem, status)
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
      case RefusedException refused -> refused.reason().status();
      case BusyException busy -> 503;
      case CannotGetJdbcConnectionException e -> 503;
      case CannotCreateTransactionException e -> 503;
      case DataAccessResourceFailureException e -> 503;
      case CannotAcquireLockException e -> 503;
      case QueryTimeoutException e -> 503;
      case HttpMessageNotReadableException e -> 400;
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
    if (request.getRequestURI().startsWith("/api/v1/")) {
      return false;
    }
    return accept == null
        || accept.contains("text/html")
        || request.getHeader("HX-Request") != null;
  }

  private static boolean isFragment(HttpServletRequest request) {
    return request.getHeader("HX-Request") != null;
  }

  private static boolean isForPrograms(Throwable problem) {
    return problem instanceof RefusedException refused
        && (refused.reason() == Reason.TOKEN || refused.reason() == Reason.SCOPE);
  }

  /// What to do about a refusal, in headers: programs read RFC 6750, section 3; htmx leaves for the
  /// page that helps.
  private static void challenge(
      Throwable problem, HttpServletRequest request, HttpServletResponse response) {
    if (!(problem instanceof RefusedException refused)) {
      return;
    }
    if (isForPrograms(problem)) {
      response.setHeader(
          HttpHeaders.WWW_AUTHENTICATE,
          refused.reason() == Reason.TOKEN
              ? "Bearer realm=\"changke\", error=\"invalid_token\""
              : "Bearer realm=\"changke\", error=\"insufficient_scope\"");
    } else if (isFragment(request)) {
      WayBack.of(refused.reason(), request).ifPresent(to -> response.setHeader("HX-Redirect", to));
    }
  }

  private static String titleOf(Throwable problem, int status) {
    return problem instanceof RefusedException refused && refused.reason() == Reason.CONFIRM
        ? "confirm"
        : kindOf(problem, status);
  }

  private static String kindOf(Throwable problem, int status) {
    return problem instanceof RefusedException refused && refused.reason() == Reason.PROOF
        ? "proof"
        : kindOf(status);
  }
}
