package changke.storefront.play;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.play.Badges;
import changke.play.PlaySettings;
import changke.play.PlaySwitch;
import changke.play.Quests;
import changke.play.Streaks;
import changke.play.Wheel;
import changke.storefront.Front;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Check-in, quests and badges of a person, and the switch.
@Controller
@Allowed(Who.MEMBER)
class PlayController {

  private static final String PLAY = "/play";
  private static final int WEEK = 7;

  private final Streaks streaks;
  private final Quests quests;
  private final Badges badges;
  private final Wheel wheel;
  private final PlaySwitch play;
  private final PlaySettings settings;

  PlayController(
      Streaks streaks,
      Quests quests,
      Badges badges,
      Wheel wheel,
      PlaySwitch play,
      PlaySettings settings) {
    this.streaks = streaks;
    this.quests = quests;
    this.badges = badges;
    this.wheel = wheel;
    this.play = play;
    this.settings = settings;
  }

  @GetMapping(PLAY)
  @Allowed(Who.EVERYONE)
  PlayPage play(Visitor visitor, Front front) {
    var member = visitor.member();
    var current = wheel.current();
    var off = member.map(Person::id).filter(play::isOff).isPresent();
    var standing = off ? null : member.map(streaks::standing).orElse(null);
    return new PlayPage(
        front,
        off,
        standing,
        standing == null ? List.of() : week(standing),
        off ? List.of() : member.map(quests::progress).orElse(List.of()),
        off ? List.of() : member.map(p -> badges.held(p.id())).orElse(List.of()),
        current.orElse(null),
        current.map(wheel::isOpen).orElse(false),
        settings.weekPoints());
  }

  @PostMapping(PLAY + "/check-in")
  Redirect checkIn(Person person) {
    return Redirect.to(PLAY)
        .saying(
            switch (streaks.checkIn(person)) {
              case Streaks.CheckedIn.Done done when done.rewards() > 0 -> "play.checkIn.seventh";
              case Streaks.CheckedIn.Done done -> "play.checkIn.done";
              case Streaks.CheckedIn.Already already -> "play.checkIn.already";
              case Streaks.CheckedIn.SwitchedOff off -> "play.wheel.off";
            });
  }

  @PostMapping(PLAY + "/off")
  Redirect off(Person person) {
    play.off(person.id());
    return Redirect.to(PLAY).saying("play.switch.isOff");
  }

  @PostMapping(PLAY + "/on")
  Redirect on(Person person) {
    play.on(person.id());
    return Redirect.to(PLAY).saying("play.switch.isOn");
  }

  private static List<PlayPage.Day> week(Streaks.Standing standing) {
    var frozen = standing.streak().map(streak -> streak.frozen()).orElse(List.of());
    return IntStream.rangeClosed(1 - WEEK, 0)
        .mapToObj(standing.today()::plusDays)
        .map(day ->
            new PlayPage.Day(
                day,
                standing.days().contains(day) ? "done" : frozen.contains(day) ? "frozen" : "open",
                day.equals(standing.today())))
        .toList();
  }
}
