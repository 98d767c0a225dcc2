package changke.pages;

import changke.identity.Allowed;
import changke.identity.Who;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// What goes wrong before a controller is reached: refused by a filter, refused by the server.
@Controller
@Allowed(Who.EVERYONE)
class ProblemController implements ErrorController {

  private final Problems problems;

  ProblemController(Problems problems) {
    this.problems = problems;
  }

  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    problems.answer(status == null ? 404 : status, cause(request), request, response);
  }

  private static Throwable cause(HttpServletRequest request) {
    var problem = (@Nullable Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    return problem == null ? new IllegalStateException("refused before any page") : problem;
  }
}
