package changke.storefront.messages;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.messaging.MessageLog;
import changke.messaging.Told;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.storefront.Front;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A member's inbox, and what was not sent to them.
@Controller
@Allowed(Who.MEMBER)
class InboxController {

  private static final String HOME = "/my/messages";
  private static final int SIZE = 20;

  private final MessageLog log;

  InboxController(MessageLog log) {
    this.log = log;
  }

  @GetMapping(HOME)
  InboxPage inbox(@RequestParam(defaultValue = "0") int page, Front front, Person person) {
    return new InboxPage(
        front, log.inbox(person.id(), Math.clamp(page, 0, 1000), SIZE), log.unread(person.id()));
  }

  /// The number beside the bell; the page asks again by itself.
  @GetMapping(HOME + "/count")
  CountPage count(Person person) {
    return new CountPage(log.unread(person.id()));
  }

  @GetMapping(HOME + "/all")
  AllPage all(@RequestParam(defaultValue = "0") int page, Front front, Person person) {
    return new AllPage(front, log.of(person.id(), Math.clamp(page, 0, 1000), SIZE));
  }

  /// Opening a message is reading it.
  @GetMapping(HOME + "/{id}")
  MessagePage message(@PathVariable UUID id, Front front, Person person) {
    var told = mine(id, person);
    log.see(person.id(), id, true);
    return new MessagePage(front, told);
  }

  @PostMapping(HOME + "/{id}/new")
  Redirect keepNew(@PathVariable UUID id, Person person) {
    log.see(person.id(), mine(id, person).id(), false);
    return Redirect.to(HOME);
  }

  @PostMapping(HOME + "/read")
  Redirect readAll(Person person) {
    log.seeAll(person.id());
    return Redirect.to(HOME);
  }

  @GetMapping(HOME + "/{id}/go")
  Redirect follow(@PathVariable UUID id, Person person) {
    var told = mine(id, person);
    log.follow(id);
    return Redirect.to(told.link() == null ? HOME : told.link());
  }

  private Told mine(UUID id, Person person) {
    return log.find(id)
        .filter(told -> told.person().equals(person.id()))
        .orElseThrow(NotFoundException::new);
  }
}
