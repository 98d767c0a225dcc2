package changke.backoffice.audience;

import changke.audience.Stages;
import changke.audience.Thresholds;
import changke.audience.Unit;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.pages.Redirect;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The thresholds of stages, with a proposal.
@Controller
@Allowed(Who.OPERATOR)
class StagesController {

  private static final String PATH = SegmentsController.HOME + "/stages";

  private final Stages stages;

  StagesController(Stages stages) {
    this.stages = stages;
  }

  @GetMapping(PATH)
  StagesPage thresholds() {
    return new StagesPage(
        Arrays.stream(Unit.values())
            .map(unit ->
                new StagesPage.OfUnit(
                    unit, stages.thresholds(unit), stages.proposal(unit).orElse(null)))
            .toList());
  }

  @PostMapping(PATH)
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect choose(
      @RequestParam Unit unit,
      @RequestParam(defaultValue = "0") int newDays,
      @RequestParam(defaultValue = "0") int atRiskDays,
      @RequestParam(defaultValue = "0") int dormantDays,
      @RequestParam(defaultValue = "0") int lostDays,
      @RequestParam(defaultValue = "0") int returnedDays,
      Person by) {
    if (!Thresholds.fit(newDays, atRiskDays, dormantDays, lostDays, returnedDays)) {
      return Redirect.to(PATH).saying("audience.stages.unfit");
    }
    stages.choose(
        unit, new Thresholds(newDays, atRiskDays, dormantDays, lostDays, returnedDays), by.id());
    return Redirect.to(PATH).saying("audience.stages.chosen");
  }
}
