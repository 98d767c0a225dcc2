package changke.workbench;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.merchants.Applied;
import changke.merchants.Merchants;
import changke.merchants.ShopDraft;
import changke.pages.Redirect;
import changke.shared.Words;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A member asks to open a shop; operators review it.
@Controller
@Allowed(Who.MEMBER)
class SellController {

  private static final Words NO_WORDS = new Words("", "");

  private final Merchants merchants;

  SellController(Merchants merchants) {
    this.merchants = merchants;
  }

  @GetMapping("/sell")
  SellPage form(Person person) {
    return new SellPage(new ShopDraft("", NO_WORDS, NO_WORDS, person.email()), List.of(), false);
  }

  @PostMapping("/sell")
  Object apply(
      @RequestParam String slug,
      @RequestParam String name,
      @RequestParam String words,
      @RequestParam String contact,
      Person person) {
    var both = person.language().getLanguage().equals("zh");
    var draft =
        new ShopDraft(
            slug,
            both ? new Words(name, "") : new Words("", name),
            both ? new Words(words, "") : new Words("", words),
            contact);
    return switch (merchants.apply(person.id(), draft)) {
      case Applied.Waiting waiting -> Redirect.to("/sell/waiting");
      case Applied.AlreadyWaiting waiting -> Redirect.to("/sell/waiting");
      case Applied.SlugTaken taken -> new SellPage(draft, List.of("taken"), false);
      case Applied.Unfit unfit -> new SellPage(draft, unfit.fields(), false);
    };
  }

  @GetMapping("/sell/waiting")
  SellPage waiting() {
    return new SellPage(new ShopDraft("", NO_WORDS, NO_WORDS, ""), List.of(), true);
  }
}
