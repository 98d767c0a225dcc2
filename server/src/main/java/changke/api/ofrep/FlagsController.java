package changke.api.ofrep;

import changke.activity.Intake;
import changke.activity.Source;
import changke.identity.Allowed;
import changke.identity.Who;
import changke.trials.Trials;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// OFREP. A key opens it, cookies do not; every answer is JSON, also when something is wrong.
@RestController
@Allowed(Who.EVERYONE)
class FlagsController {

  private static final Logger log = LoggerFactory.getLogger(FlagsController.class);
  private static final String FLAGS = "/ofrep/v1/evaluate/flags";

  private final Trials trials;
  private final Intake intake;
  private final OfrepSettings settings;
  private final Pace pace = new Pace();

  FlagsController(Trials trials, Intake intake, OfrepSettings settings) {
    this.trials = trials;
    this.intake = intake;
    this.settings = settings;
  }

  /// What is done for a program with a good key and a whole question.
  private interface Use {
    void accept(Question question, Source source) throws IOException;
  }

  @PostMapping(FLAGS + "/{key}")
  void one(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ask(
        key,
        request,
        response,
        (question, source) -> {
          switch (trials.evaluate(key, question.subject(source), isBrowser(source))) {
            case Trials.Evaluated.Found found -> json(response, 200, Written.one(found.answer()));
            case Trials.Evaluated.Missing missing ->
                problem(response, 404, key, Problem.Code.FLAG_NOT_FOUND, "there is no such flag");
            case Trials.Evaluated.Nameless nameless ->
                json(response, 400, Written.nameless(key).json());
            case Trials.Evaluated.Closed closed ->
                problem(response, 403, key, Problem.Code.GENERAL, "not for a public key");
          }
        });
  }

  @PostMapping({FLAGS, FLAGS + "/"})
  void all(HttpServletRequest request, HttpServletResponse response) throws IOException {
    ask(
        null,
        request,
        response,
        (question, source) -> {
          var everything = trials.everything(question.subject(source), isBrowser(source));
          var body = Written.all(everything);
          var tag = Written.tag(everything.number(), question, body);
          response.setHeader("ETag", tag);
          if (Written.isKnown(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            response.setContentType("application/json");
          } else {
            json(response, 200, body);
          }
        });
  }

  /// Any other address or method below.
  @RequestMapping("/ofrep/**")
  void other(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var asked = request.getRequestURI().startsWith(FLAGS);
    problem(
        response,
        asked ? 405 : 404,
        null,
        Problem.Code.GENERAL,
        asked ? "questions are sent with POST" : "nothing is here");
  }

  private void ask(
      @Nullable String flag, HttpServletRequest request, HttpServletResponse response, Use use)
      throws IOException {
    try {
      var source = key(request).flatMap(intake::source);
      if (source.isEmpty()) {
        problem(response, 401, flag, Problem.Code.GENERAL, "a key of a source is missing or wrong");
        return;
      }
      int seconds = wait(source.get(), request);
      if (seconds > 0) {
        response.setHeader("Retry-After", String.valueOf(seconds));
        problem(response, 429, flag, Problem.Code.GENERAL, "too many questions");
        return;
      }
      switch (Question.read(request.getInputStream().readNBytes(Question.LARGEST + 1))) {
        case Question.Read.Fine fine -> use.accept(fine.question(), source.get());
        case Question.Read.Unfit unfit ->
            problem(response, 400, flag, unfit.code(), unfit.details());
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("a flag waits for the database: {}", e.getMessage());
      response.setHeader("Retry-After", "2");
      problem(response, 503, flag, Problem.Code.GENERAL, "try again");
    } catch (RuntimeException e) {
      log.error("a flag was not answered", e);
      problem(response, 500, flag, Problem.Code.GENERAL, "something went wrong here");
    }
  }

  /// A server speaks for all of its people with one key; public keys are counted by address.
  private int wait(Source source, HttpServletRequest request) {
    var browser = isBrowser(source);
    return pace.wait(
        browser ? source.id() + " " + request.getRemoteAddr() : source.id().toString(),
        browser ? settings.browserPerSecond() : settings.serverPerSecond(),
        System.nanoTime());
  }

  private static boolean isBrowser(Source source) {
    return source.kind() != Source.Kind.SERVER;
  }

  private static Optional<String> key(HttpServletRequest request) {
    var given = request.getHeader("X-API-Key");
    if (given != null && !given.isBlank()) {
      return Optional.of(given.strip());
    }
    var login = request.getHeader("Authorization");
    return login != null && login.toLowerCase(Locale.ROOT).startsWith("bearer ")
        ? Optional.of(login.substring(7).strip())
        : Optional.empty();
  }

  private static void problem(
      HttpServletResponse response,
      int status,
      @Nullable String key,
      Problem.Code code,
      String details)
      throws IOException {
    json(response, status, new Problem(key, code, details).json());
  }

  private static void json(HttpServletResponse response, int status, String text)
      throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
