package changke.pages;

import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Visitor;
import changke.identity.Who;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class LanguageController {

  private final Frames frames;
  private final Identity identity;

  LanguageController(Frames frames, Identity identity) {
    this.frames = frames;
    this.identity = identity;
  }

  @PostMapping("/language")
  @Allowed(Who.EVERYONE)
  Redirect choose(
      @RequestParam String language,
      @RequestParam(required = false) @Nullable String to,
      Visitor visitor,
      HttpServletResponse response) {
    var chosen = Words.closest(Locale.forLanguageTag(language));
    frames.choose(chosen, response);
    visitor.id().ifPresent(person -> identity.speak(person, chosen));
    return Redirect.back(to, "/");
  }
}
