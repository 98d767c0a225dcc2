package changke.storefront.play;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.TimeZones;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.storefront.Front;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The person's own time zone.
@Controller
@Allowed(Who.MEMBER)
class ZoneController {

  private static final String ZONE = "/my/zone";
  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(id ->
              id.matches(
                  "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
          .sorted()
          .toList();

  private final TimeZones zones;

  ZoneController(TimeZones zones) {
    this.zones = zones;
  }

  @GetMapping(ZONE)
  ZonePage zone(Front front, Person person) {
    return new ZonePage(
        front, person.zone().getId(), ZONES, zones.nextMove(person.id()).orElse(null));
  }

  @PostMapping(ZONE)
  Redirect move(@RequestParam String zone, Person person) {
    try {
      return Redirect.to(ZONE)
          .saying(
              switch (zones.move(person.id(), ZoneId.of(zone))) {
                case TimeZones.Moved.Done done -> "play.zone.moved";
                case TimeZones.Moved.TooSoon soon -> "play.zone.tooSoon";
              });
    } catch (DateTimeException e) {
      return Redirect.to(ZONE).saying("play.zone.unknown");
    }
  }
}
