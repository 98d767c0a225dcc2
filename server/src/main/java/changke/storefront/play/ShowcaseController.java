package changke.storefront.play;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.play.Badges;
import changke.play.HeldBadge;
import changke.play.PlaySwitch;
import changke.play.Showcase;
import changke.play.Showcases;
import changke.storefront.Front;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A person's showcase: choosing what others see, and what they see.
@Controller
class ShowcaseController {

  private static final String MINE = "/play/showcase";

  private final Showcases showcases;
  private final Badges badges;
  private final PlaySwitch play;

  ShowcaseController(Showcases showcases, Badges badges, PlaySwitch play) {
    this.showcases = showcases;
    this.badges = badges;
    this.play = play;
  }

  @GetMapping(MINE)
  @Allowed(Who.MEMBER)
  ShowcasePage mine(Front front, Person person) {
    return new ShowcasePage(
        front, showcases.of(person.id()), badges.held(person.id()), play.isOff(person.id()), null);
  }

  @PostMapping(MINE)
  @Allowed(Who.MEMBER)
  Object save(
      @RequestParam String handle,
      @RequestParam String name,
      @RequestParam(defaultValue = "false") boolean open,
      @RequestParam(defaultValue = "false") boolean streak,
      @RequestParam(defaultValue = "false") boolean quests,
      @RequestParam(defaultValue = "") List<UUID> badge,
      Front front,
      Person person) {
    var wish = new Showcase(person.id(), handle.strip(), name.strip(), open, streak, quests);
    return switch (showcases.save(wish, badge)) {
      case Showcases.Saved.Done done ->
          Redirect.to(MINE)
              .saying(done.showcase().open() ? "play.showcase.isOpen" : "play.showcase.isClosed");
      case Showcases.Saved.Unfit unfit -> again(front, wish, "play.showcase.unfit");
      case Showcases.Saved.Taken taken -> again(front, wish, "play.showcase.taken");
    };
  }

  @GetMapping("/u/{handle}")
  @Allowed(Who.EVERYONE)
  ShowcaseViewPage view(@PathVariable String handle, Front front) {
    return new ShowcaseViewPage(front, showcases.view(handle).orElseThrow(NotFoundException::new));
  }

  /// A name card to share elsewhere: what the showcase shows, as a picture.
  @GetMapping("/u/{handle}/card.svg")
  @Allowed(Who.EVERYONE)
  ResponseEntity<byte[]> card(@PathVariable String handle) {
    var view = showcases.view(handle).orElseThrow(NotFoundException::new);
    return ResponseEntity.ok()
        .contentType(MediaType.valueOf("image/svg+xml"))
        .header("Cache-Control", "no-store")
        .body(NameCard.draw(view).getBytes(StandardCharsets.UTF_8));
  }

  private ShowcasePage again(Front front, Showcase wish, String problem) {
    List<HeldBadge> held = badges.held(wish.person());
    return new ShowcasePage(front, wish, held, play.isOff(wish.person()), problem);
  }
}
