package changke.storefront.messages;

import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Who;
import changke.messaging.Channel;
import changke.messaging.MessageChoices;
import changke.messaging.MessageLinks;
import changke.messaging.MessageLog;
import changke.messaging.Told;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.storefront.Front;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What a letter's own links open, for whoever holds the letter: no sign-in, no name, no address.
@Controller
@Allowed(Who.EVERYONE)
class SignedLinkController {

  private final MessageLinks links;
  private final MessageChoices choices;
  private final MessageLog log;
  private final Choosing choosing;
  private final Identity identity;

  SignedLinkController(
      MessageLinks links,
      MessageChoices choices,
      MessageLog log,
      Choosing choosing,
      Identity identity) {
    this.links = links;
    this.choices = choices;
    this.log = log;
    this.choosing = choosing;
    this.identity = identity;
  }

  /// A person's look at the link changes nothing: mail scanners follow links too.
  @GetMapping("/api/unsubscribe/{token}")
  StopPage ask(@PathVariable String token, Front front) {
    return new StopPage(front, token, link(token).topic(), false);
  }

  /// One press of a mail program (RFC 8058): no cookie, no form token, no page.
  @PostMapping("/api/unsubscribe/{token}")
  ResponseEntity<String> stop(@PathVariable String token) {
    stop(link(token), "one-click");
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.TEXT_PLAIN)
        .body("unsubscribed");
  }

  /// The same by the button of the page.
  @PostMapping("/letters/stop/{token}")
  StopPage press(@PathVariable String token, Front front) {
    var link = link(token);
    stop(link, "link");
    return new StopPage(front, token, link.topic(), true);
  }

  @GetMapping("/letters/choices/{token}")
  ChoicesPage choices(@PathVariable String token, Front front) {
    var link = link(token);
    return choosing.page(
        front, link.person(), person(link).zone(), "/letters/choices/" + token, null);
  }

  @PostMapping("/letters/choices/{token}")
  Redirect choose(
      @PathVariable String token,
      @RequestParam(defaultValue = "") Set<String> want,
      @RequestParam(defaultValue = "") String perDay,
      @RequestParam(defaultValue = "") String perWeek,
      @RequestParam(defaultValue = "house") String quiet,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to) {
    var person = person(link(token)).id();
    var saved = choosing.save(person, want, perDay, perWeek, quiet, from, to, "link");
    return Redirect.to("/letters/choices/" + token)
        .saying(saved ? "messages.saved" : "messages.notSaved");
  }

  @GetMapping("/letters/why/{token}")
  WhyPage why(@PathVariable String token, Front front) {
    var link = link(token);
    return new WhyPage(front, token, told(link).orElseThrow(NotFoundException::new));
  }

  /// Where the letter leads; the way stays open when the letter is forgotten.
  @GetMapping("/letters/go/{token}")
  Redirect follow(@PathVariable String token) {
    var told = told(link(token));
    told.ifPresent(one -> log.follow(one.id()));
    return Redirect.to(told.map(Told::link).orElse("/"));
  }

  /// The inbox goes on: it disturbs nobody, and it is where what was stopped can still be found.
  private void stop(MessageLinks.Link link, String how) {
    var person = person(link);
    var channel = link.channel() == Channel.INBOX ? Channel.EMAIL : link.channel();
    choices.stop(person.id(), channel, EnumSet.of(link.topic()), how);
  }

  private Optional<Told> told(MessageLinks.Link link) {
    return log.find(link.message()).filter(told -> told.person().equals(link.person()));
  }

  private Person person(MessageLinks.Link link) {
    return identity.find(link.person()).orElseThrow(NotFoundException::new);
  }

  private MessageLinks.Link link(String token) {
    return links.read(token).orElseThrow(NotFoundException::new);
  }
}
