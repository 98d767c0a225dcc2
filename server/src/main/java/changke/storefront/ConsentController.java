package changke.storefront;

import changke.activity.Consent;
import changke.activity.VisitorCookie;
import changke.identity.Allowed;
import changke.identity.Who;
import changke.pages.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The question whether the shop may note which pages a browser looks at. Yes and no weigh the same
/// and are remembered equally long; no takes the browser's pseudonym away.
@Controller
@Allowed(Who.EVERYONE)
class ConsentController {

  private static final Duration REMEMBERED = Duration.ofDays(180);

  @GetMapping("/consent")
  ConsentPage page(Front front) {
    return new ConsentPage(front);
  }

  @PostMapping("/consent")
  Redirect answer(
      @RequestParam String answer,
      @RequestParam(defaultValue = "/") String to,
      HttpServletRequest request,
      HttpServletResponse response) {
    var given = answer.equals("yes");
    keep(request, response, Consent.COOKIE, given ? "yes" : "no", REMEMBERED);
    if (!given) {
      keep(request, response, VisitorCookie.NAME, "", Duration.ZERO);
    }
    return Redirect.back(to, "/")
        .saying(given ? "storefront.consent.yes" : "storefront.consent.no");
  }

  private static void keep(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String value,
      Duration age) {
    var cookie =
        ResponseCookie.from(name, value)
            .path("/")
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .maxAge(age)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
