package changke.api.collection;

import changke.activity.Consent;
import changke.activity.Delivery;
import changke.activity.Intake;
import changke.activity.Receipt;
import changke.activity.VisitorCookie;
import changke.identity.Allowed;
import changke.identity.Sessions;
import changke.identity.Who;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Segment's tracking API. Keys stand for people here: cookies count only on this house's own
/// pages.
@RestController
@Allowed(Who.EVERYONE)
class CollectionController {

  private final Intake intake;
  private final Bodies bodies;
  private final Sessions sessions;

  CollectionController(Intake intake, Bodies bodies, Sessions sessions) {
    this.intake = intake;
    this.bodies = bodies;
    this.sessions = sessions;
  }

  @PostMapping({"/v1/batch", "/v1/import", "/v1/import/", "/v1/b"})
  void batch(HttpServletRequest request, HttpServletResponse response) throws IOException {
    take(null, request, response);
  }

  @PostMapping({"/v1/t", "/v1/track"})
  void track(HttpServletRequest request, HttpServletResponse response) throws IOException {
    take("track", request, response);
  }

  @PostMapping({"/v1/i", "/v1/identify"})
  void identify(HttpServletRequest request, HttpServletResponse response) throws IOException {
    take("identify", request, response);
  }

  @PostMapping({"/v1/p", "/v1/page"})
  void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
    take("page", request, response);
  }

  @PostMapping({"/v1/s", "/v1/screen"})
  void screen(HttpServletRequest request, HttpServletResponse response) throws IOException {
    take("screen", request, response);
  }

  @PostMapping({"/v1/g", "/v1/group"})
  void group(HttpServletRequest request, HttpServletResponse response) throws IOException {
    take("group", request, response);
  }

  @PostMapping({"/v1/a", "/v1/alias"})
  void alias(HttpServletRequest request, HttpServletResponse response) throws IOException {
    take("alias", request, response);
  }

  /// Measures that the programs take of themselves: accepted and dropped.
  @PostMapping("/v1/m")
  void measures(HttpServletResponse response) throws IOException {
    Answers.success(response);
  }

  /// What the browser program asks for before it sends. A server's key opens nothing here: it would
  /// stand in an address.
  @GetMapping("/v1/projects/{key}/settings")
  void settings(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (intake.publicSource(key).isEmpty()) {
      Answers.write(response, 404, "unknown key", 0);
      return;
    }
    var host = request.getHeader("Host");
    var segment = Map.of("apiKey", key, "apiHost", host + "/v1", "protocol", request.getScheme());
    Answers.json(
        response,
        200,
        JsonMapper.shared()
            .writeValueAsBytes(Map.of("integrations", Map.of("Segment.io", segment))));
  }

  private void take(@Nullable String type, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    bodies.with(
        request,
        body -> {
          switch (body) {
            case Bodies.Body.Whole whole ->
                answer(intake.take(delivery(whole, type, request)), response);
            case Bodies.Body.TooLarge large -> Answers.write(response, 413, "too large", 0);
            case Bodies.Body.Broken broken -> Answers.write(response, 400, "not gzip", 0);
            case Bodies.Body.NoRoom none -> Answers.write(response, 429, "saturated", 2);
          }
        });
  }

  private static void answer(Receipt receipt, HttpServletResponse response) throws IOException {
    switch (receipt) {
      case Receipt.Taken taken -> Answers.success(response);
      case Receipt.Unreadable unreadable -> Answers.write(response, 400, "not JSON", 0);
      case Receipt.WrongKey wrong -> Answers.write(response, 401, "wrong key", 0);
      case Receipt.Busy busy -> Answers.write(response, 429, "saturated", busy.retryAfterSeconds());
      case Receipt.Down down -> Answers.write(response, 503, "try again", 2);
    }
  }

  private Delivery delivery(
      Bodies.Body.Whole body, @Nullable String type, HttpServletRequest request) {
    var own = isOwnPage(request);
    return new Delivery(
        body.bytes(),
        type,
        keys(request.getHeader("Authorization")),
        own ? sessions.visitor(request).id() : Optional.empty(),
        own ? VisitorCookie.of(request) : Optional.empty(),
        own ? Consent.of(request) == Consent.REFUSED : Consent.asksNotToBeFollowed(request));
  }

  /// Whether a page of this house sent it: browsers say so, and nobody else has its cookies.
  private static boolean isOwnPage(HttpServletRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    try {
      var origin = request.getHeader("Origin");
      var from = origin == null ? null : URI.create(origin).getAuthority();
      return from != null && from.equals(request.getHeader("Host"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<String> keys(@Nullable String authorization) {
    var keys = new ArrayList<String>();
    if (authorization == null) {
      return keys;
    }
    var parts = authorization.strip().split("\\s+", 2);
    if (parts.length == 2 && parts[0].equalsIgnoreCase("Bearer")) {
      keys.add(parts[1]);
    } else if (parts.length == 2 && parts[0].equalsIgnoreCase("Basic")) {
      keys.add(user(parts[1]));
    }
    return keys;
  }

  private static String user(String login) {
    try {
      var text = new String(Base64.getDecoder().decode(login), StandardCharsets.UTF_8);
      var colon = text.indexOf(':');
      return colon < 0 ? text : text.substring(0, colon);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
