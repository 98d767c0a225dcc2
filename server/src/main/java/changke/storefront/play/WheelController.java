package changke.storefront.play;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.play.Spin;
import changke.play.Spinning;
import changke.play.Wheel;
import changke.play.WheelPeriod;
import changke.shared.Ids;
import changke.shared.Slice;
import changke.storefront.Front;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The wheel: odds and stock before the spin, the spin, the history after it.
@Controller
@Allowed(Who.MEMBER)
class WheelController {

  private static final String WHEEL = "/play/wheel";
  private static final int PAST = 12;

  private final Catalog catalog;
  private final Wheel wheel;
  private final Ids ids;

  WheelController(Wheel wheel, Ids ids, Catalog catalog) {
    this.catalog = catalog;
    this.wheel = wheel;
    this.ids = ids;
  }

  @GetMapping(WHEEL)
  @Allowed(Who.EVERYONE)
  WheelPage wheel(
      @RequestParam(required = false) @Nullable UUID drawn,
      @RequestParam(defaultValue = "0") int page,
      Visitor visitor,
      Front front) {
    var person = visitor.member();
    var period = wheel.current();
    var history =
        person
            .map(p -> wheel.history(p.id(), Math.clamp(page, 0, 1_000)))
            .orElseGet(() -> new Slice<>(List.<Spin>of(), 0, false));
    var shown =
        Optional.ofNullable(drawn)
            .flatMap(wheel::spin)
            .filter(spin -> visitor.id().filter(spin.person()::equals).isPresent())
            .filter(spin -> period.map(WheelPeriod::id).filter(spin.period()::equals).isPresent());
    return new WheelPage(
        front,
        catalog.currency(),
        period.orElse(null),
        period.map(p -> WheelPicture.of(p.plan())).orElse(null),
        period.map(wheel::stock).orElse(Map.of()),
        person.isPresent(),
        period.flatMap(p -> person.flatMap(one -> wheel.seed(p, one.id()))).orElse(null),
        period.flatMap(p -> person.map(one -> wheel.left(p, one.id()))).orElse(0),
        period
            .flatMap(p -> person.flatMap(one -> wheel.refusal(p, one)))
            .map(this::word)
            .orElse(null),
        ids.next(),
        shown.map(this::result).orElse(null),
        new Slice<>(
            history.rows().stream().map(this::result).toList(), history.page(), history.more()),
        wheel.periods().stream().filter(this::isPast).limit(PAST).toList());
  }

  @PostMapping(WHEEL + "/seed")
  Redirect seed(@RequestParam UUID period, @RequestParam String seed, Person person) {
    return Redirect.to(WHEEL)
        .saying(
            wheel.chooseSeed(found(period), person.id(), seed.strip())
                ? "play.seed.kept"
                : "play.seed.other");
  }

  @PostMapping(WHEEL + "/spin")
  Redirect spin(@RequestParam UUID period, @RequestParam UUID request, Person person) {
    return switch (wheel.spin(found(period), person, request)) {
      case Spinning.Drawn drawn -> Redirect.to(WHEEL + "?drawn=" + drawn.spin().id());
      case Spinning refusal -> Redirect.to(WHEEL).saying(word(refusal));
    };
  }

  private boolean isPast(WheelPeriod period) {
    return wheel.isOver(period);
  }

  private WheelPeriod found(UUID period) {
    return wheel.period(period).orElseThrow(NotFoundException::new);
  }

  private WheelPage.Result result(Spin spin) {
    var plan = wheel.period(spin.period()).orElseThrow().plan();
    return new WheelPage.Result(spin, plan.prize(spin.paid()), spin.paid() != spin.drawn());
  }

  private String word(Spinning refusal) {
    return switch (refusal) {
      case Spinning.Drawn drawn -> "play.wheel.drawn";
      case Spinning.NotOpen closed -> "play.wheel.notOpen";
      case Spinning.NoSeed none -> "play.wheel.noSeed";
      case Spinning.DoneForToday done -> "play.wheel.doneToday";
      case Spinning.DoneForPeriod done -> "play.wheel.donePeriod";
      case Spinning.Staff staff -> "play.wheel.staff";
      case Spinning.SwitchedOff off -> "play.wheel.off";
    };
  }
}
