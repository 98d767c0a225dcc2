package changke.backoffice.messages;

import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.messaging.Calm;
import changke.messaging.Cap;
import changke.messaging.MessageChoices;
import changke.messaging.MessageHouse;
import changke.messaging.MessageLog;
import changke.messaging.Messages;
import changke.messaging.QuietHours;
import changke.messaging.Reason;
import changke.messaging.Told;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What was sent, what was not and why, and the installation's own limits.
@Controller("backofficeMessages")
@Allowed(value = Who.OPERATOR, right = Right.PEOPLE)
class MessagesController {

  private static final String HOME = "/backoffice/messages";
  private static final Duration LATELY = Duration.ofDays(7);
  private static final int SIZE = 30;

  private final MessageLog log;
  private final MessageHouse house;
  private final MessageChoices choices;
  private final Messages messages;
  private final Identity identity;
  private final Audit audit;
  private final Clock clock;

  MessagesController(
      MessageLog log,
      MessageHouse house,
      MessageChoices choices,
      Messages messages,
      Identity identity,
      Audit audit,
      Clock clock) {
    this.log = log;
    this.house = house;
    this.choices = choices;
    this.messages = messages;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping(HOME)
  LogPage log(
      @RequestParam(required = false) Told.@Nullable State state,
      @RequestParam(required = false) @Nullable Reason reason,
      @RequestParam(defaultValue = "") String source,
      @RequestParam(defaultValue = "0") int page) {
    var filter = new MessageLog.Filter(state, reason, source.strip());
    var since = clock.instant().minus(LATELY);
    return new LogPage(
        filter,
        log.recent(filter, Math.clamp(page, 0, 10_000)),
        log.tally("", since, clock.instant()),
        log.refusals(since));
  }

  /// Everything that one person was told or not.
  @GetMapping(HOME + "/people/{id}")
  PersonPage person(
      @PathVariable UUID id, @RequestParam(defaultValue = "0") int page, Person reader) {
    var person = identity.find(new PersonId(id)).orElseThrow(NotFoundException::new);
    audit.note(reader.id(), "person.messages.viewed", "person " + id);
    return new PersonPage(
        person,
        log.of(person.id(), Math.clamp(page, 0, 1000), SIZE),
        choices.calmInForce(person.id()),
        choices.wanted(person.id()),
        choices.said(person.id()),
        messages.isHeldOut(person.id()));
  }

  @GetMapping(HOME + "/house")
  HousePage house() {
    return new HousePage(house.calm(), house.builtIn(), house.holdout());
  }

  @PostMapping(HOME + "/house")
  @Allowed(
      value = Who.OPERATOR,
      right = {Right.PEOPLE, Right.SETTINGS})
  Redirect set(
      @RequestParam(defaultValue = "") String perDay,
      @RequestParam(defaultValue = "") String perWeek,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "5") String holdout,
      Person by) {
    try {
      var quiet =
          from.isBlank() || to.isBlank()
              ? null
              : new QuietHours(LocalTime.parse(from), LocalTime.parse(to));
      var calm = new Calm(Cap.parse(perDay.strip()), Cap.parse(perWeek.strip()), quiet);
      house.set(calm, Double.parseDouble(holdout.strip()) / 100);
      audit.note(by.id(), "messages.house", calm + " holdout " + holdout.strip() + " %");
      return Redirect.to(HOME + "/house").saying("messages.house.saved");
    } catch (IllegalArgumentException | DateTimeException e) {
      return Redirect.to(HOME + "/house").saying("messages.notSaved");
    }
  }
}
