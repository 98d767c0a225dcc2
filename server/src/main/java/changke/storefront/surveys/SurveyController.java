package changke.storefront.surveys;

import changke.activity.VisitorCookie;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.insights.Answering;
import changke.insights.Asking;
import changke.insights.Survey;
import changke.insights.SurveyAnswer;
import changke.insights.SurveyAsk;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.pages.Unchanged;
import changke.storefront.Front;
import changke.storefront.OrderDoor;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Questions to people. Whoever holds a question's token may answer it: the page it was shown on,
/// or the link that was sent; nobody has to sign in for that.
@Controller
@Allowed(Who.EVERYONE)
class SurveyController {

  private static final String COOKIE = "survey-";

  private final Asking asking;
  private final OrderDoor door;

  SurveyController(Asking asking, OrderDoor door) {
    this.asking = asking;
    this.door = door;
  }

  /// What the page of a delivered order asks its buyer, guests too.
  @GetMapping("/survey/ask/order/{number}")
  Object afterOrder(@PathVariable String number, Visitor visitor, HttpServletRequest request) {
    var order = door.own(number, visitor, request);
    if (!order.state().isDelivered()) {
      return new Unchanged();
    }
    var person = visitor.id();
    var identity =
        person
            .map(id -> id.value())
            .or(() -> VisitorCookie.of(request))
            .orElseGet(() -> order.id().value());
    return shown(asking.inPage(Survey.Place.ORDER, identity, person));
  }

  /// What a member's own pages ask.
  @GetMapping("/survey/ask/my")
  @Allowed(Who.MEMBER)
  Object onMyPages(Person person) {
    return shown(asking.inPage(Survey.Place.MINE, person.id().value(), Optional.of(person.id())));
  }

  private static Object shown(Optional<SurveyAsk> ask) {
    return ask.<Object>map(AskPage::new).orElseGet(Unchanged::new);
  }

  @GetMapping("/survey/{token}")
  AnswerPage open(
      @PathVariable String token,
      @RequestParam(defaultValue = "false") boolean change,
      Front front) {
    return page(token, change, null, front);
  }

  private AnswerPage page(String token, boolean change, @Nullable String problem, Front front) {
    var ask = asking.opened(token).orElseThrow(NotFoundException::new);
    return new AnswerPage(front, ask, asking.isOpen(ask), change, problem);
  }

  @PostMapping("/survey/{token}")
  Object answer(
      @PathVariable String token,
      @RequestParam(defaultValue = "") String score,
      @RequestParam(defaultValue = "") String choice,
      @RequestParam(defaultValue = "") String words,
      Front front) {
    return switch (asking.answer(token, SurveyAnswer.of(score, choice, words))) {
      case Answering.Done done -> Redirect.to("/survey/" + done.token());
      case Answering.Unfit unfit -> page(token, true, "surveys.unfit", front);
      case Answering.Over over -> Redirect.to("/survey/" + token);
      case Answering.Settled settled -> Redirect.to("/survey/" + token);
      case Answering.Unknown unknown -> throw new NotFoundException();
    };
  }

  @PostMapping("/survey/{token}/dismiss")
  Redirect dismiss(@PathVariable String token) {
    var ask = asking.opened(token).orElseThrow(NotFoundException::new);
    asking.dismiss(ask.token());
    return Redirect.to("/survey/" + ask.token());
  }

  /// The open link: whoever answered on this browser comes back to that answer.
  @GetMapping("/survey/open/{id}")
  Object openLink(@PathVariable UUID id, Front front, HttpServletRequest request) {
    var mine = answered(id, request);
    if (mine.isPresent()) {
      return Redirect.to("/survey/" + mine.get());
    }
    var survey = asking.open(id).orElseThrow(NotFoundException::new);
    return new OpenPage(front, survey, null);
  }

  @PostMapping("/survey/open/{id}")
  Object answerOpenLink(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String score,
      @RequestParam(defaultValue = "") String choice,
      @RequestParam(defaultValue = "") String words,
      Front front,
      HttpServletRequest request,
      HttpServletResponse response) {
    var mine = answered(id, request);
    var answer = SurveyAnswer.of(score, choice, words);
    return switch (mine.isPresent()
        ? asking.answer(mine.get(), answer)
        : asking.answerOpen(id, answer)) {
      case Answering.Done done -> {
        keep(id, done.token(), request, response);
        yield Redirect.to("/survey/" + done.token());
      }
      case Answering.Unfit unfit ->
          new OpenPage(front, asking.open(id).orElseThrow(NotFoundException::new), "surveys.unfit");
      case Answering.Over over -> throw new NotFoundException();
      case Answering.Settled settled -> Redirect.to("/survey/" + mine.orElseThrow());
      case Answering.Unknown unknown -> throw new NotFoundException();
    };
  }

  /// The token that this browser answered with, when it still opens something.
  private Optional<String> answered(UUID survey, HttpServletRequest request) {
    var cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
        .filter(cookie -> cookie.getName().equals(COOKIE + survey))
        .map(Cookie::getValue)
        .filter(token ->
            asking.opened(token).filter(ask -> ask.survey().id().equals(survey)).isPresent())
        .findFirst();
  }

  private static void keep(
      UUID survey, String token, HttpServletRequest request, HttpServletResponse response) {
    var cookie =
        ResponseCookie.from(COOKIE + survey, token)
            .path("/survey")
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .maxAge(SurveyAsk.ANSWERABLE)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
