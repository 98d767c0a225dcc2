package changke.storefront.play;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.play.Wheel;
import changke.play.WheelArchive;
import changke.play.WheelPeriod;
import changke.storefront.Front;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What anyone may know about a period, and the page that checks a draw.
@Controller
@Allowed(Who.EVERYONE)
class WheelRecordController {

  private static final int AT_ONCE = 50;

  private final Catalog catalog;
  private final Wheel wheel;
  private final WheelArchive archive;

  WheelRecordController(Wheel wheel, WheelArchive archive, Catalog catalog) {
    this.catalog = catalog;
    this.wheel = wheel;
    this.archive = archive;
  }

  @GetMapping("/play/wheel/periods/{id}")
  WheelRecordPage record(
      @PathVariable UUID id, @RequestParam(defaultValue = "0") int after, Front front) {
    var period = found(id);
    var spins = wheel.spinsAfter(period, Math.max(after, 0), AT_ONCE + 1);
    var more = spins.size() > AT_ONCE;
    return new WheelRecordPage(
        front,
        catalog.currency(),
        period,
        WheelPicture.of(period.plan()),
        wheel.stock(period),
        wheel.draws(period),
        more ? spins.subList(0, AT_ONCE) : spins,
        Math.max(after, 0),
        more);
  }

  @GetMapping("/play/wheel/periods/{id}/draws.jsonl")
  void draws(@PathVariable UUID id, HttpServletResponse response) throws IOException {
    var period = found(id);
    response.setContentType("application/jsonl");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"wheel-" + id + ".jsonl\"");
    archive.write(period, response.getWriter());
  }

  @GetMapping("/play/wheel/check")
  WheelCheckPage check(
      @RequestParam(required = false) @Nullable UUID period,
      @RequestParam(defaultValue = "0") int number,
      Front front) {
    if (period == null) {
      return new WheelCheckPage(front, null, null);
    }
    var found = found(period);
    var spin =
        number < 1
            ? null
            : wheel.spinsAfter(found, number - 1, 1).stream().findFirst().orElse(null);
    return new WheelCheckPage(front, found, spin);
  }

  private WheelPeriod found(UUID id) {
    return wheel.period(id).orElseThrow(NotFoundException::new);
  }
}
