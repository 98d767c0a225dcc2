package changke.storefront.messages;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.messaging.Browsers;
import changke.messaging.Channel;
import changke.messaging.MessageChoices;
import changke.messaging.Topic;
import changke.pages.Redirect;
import changke.storefront.Front;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What a member wants to be told.
@Controller
@Allowed(Who.MEMBER)
class ChoicesController {

  private static final String HOME = "/my/messages/choices";

  private final Choosing choosing;
  private final MessageChoices choices;
  private final Browsers browsers;

  ChoicesController(Choosing choosing, MessageChoices choices, Browsers browsers) {
    this.choosing = choosing;
    this.choices = choices;
    this.browsers = browsers;
  }

  @GetMapping(HOME)
  ChoicesPage choices(Front front, Person person) {
    return choosing.page(front, person.id(), person.zone(), HOME, browsers.publicKey());
  }

  @PostMapping(HOME)
  Redirect choose(
      @RequestParam(defaultValue = "") Set<String> want,
      @RequestParam(defaultValue = "") String perDay,
      @RequestParam(defaultValue = "") String perWeek,
      @RequestParam(defaultValue = "house") String quiet,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      Person person) {
    var saved = choosing.save(person.id(), want, perDay, perWeek, quiet, from, to, "preferences");
    return Redirect.to(HOME).saying(saved ? "messages.saved" : "messages.notSaved");
  }

  /// A browser that asked for messages; its own script filled the form in.
  @PostMapping(HOME + "/browser")
  Redirect subscribe(
      @RequestParam(defaultValue = "") String endpoint,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "") String secret,
      Person person) {
    var taken = browsers.subscribe(person.id(), endpoint, key, secret);
    return Redirect.to(HOME).saying(taken ? "messages.browser.on" : "messages.browser.unfit");
  }

  @PostMapping(HOME + "/browser/off")
  Redirect unsubscribe(Person person) {
    browsers.forget(person.id());
    return Redirect.to(HOME).saying("messages.browser.off");
  }

  /// The switch below a message: no more of this, anywhere.
  @PostMapping("/my/messages/stop")
  Redirect stop(@RequestParam Topic topic, Person person) {
    for (var channel : Channel.values()) {
      choices.stop(person.id(), channel, EnumSet.of(topic), "message");
    }
    return Redirect.to(HOME).saying("messages.stopped");
  }
}
