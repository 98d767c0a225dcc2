package changke.backoffice.insights;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.insights.Goals;
import changke.insights.HouseReports;
import changke.pages.Redirect;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What the team wants of its measures, and the days on which it changed something.
@Controller
@Allowed(Who.OPERATOR)
@RequestMapping(ConsoleController.HOME + "/goals")
class GoalsController {

  private static final Redirect BACK = Redirect.to(ConsoleController.HOME + "/alarms");
  private static final int LONGEST_WORDS = 60;
  private static final int EARLIEST_YEAR = 2000;
  private static final int LATEST_YEAR = 2100;

  private final HouseReports reports;

  GoalsController(HouseReports reports) {
    this.reports = reports;
  }

  /// @param aday in whole units; of money in whole major units
  @PostMapping("/target")
  Redirect target(
      @RequestParam(defaultValue = "") String measure,
      @RequestParam(defaultValue = "") String aday,
      Person operator) {
    if (!Goals.measures().contains(measure) || !aday.strip().matches("\\d{1,9}")) {
      return BACK.saying("console.goals.bad");
    }
    reports.aim(measure, Long.parseLong(aday.strip()), operator.id());
    return BACK.saying("console.goals.aimed");
  }

  @PostMapping("/mark")
  Redirect mark(
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String words,
      Person operator) {
    var said = words.strip();
    var date = date(day);
    boolean good =
        !said.isEmpty()
            && said.length() <= LONGEST_WORDS
            && said.chars().noneMatch(Character::isISOControl)
            && date.getYear() >= EARLIEST_YEAR
            && date.getYear() < LATEST_YEAR;
    return BACK.saying(
        good && reports.mark(date, said, operator.id())
            ? "console.goals.marked"
            : "console.goals.badmark");
  }

  private static LocalDate date(String text) {
    try {
      return text.length() == 10 ? LocalDate.parse(text) : LocalDate.MIN;
    } catch (DateTimeException e) {
      return LocalDate.MIN;
    }
  }

  @PostMapping("/mark/{id}/remove")
  Redirect unmark(@PathVariable UUID id) {
    reports.unmark(id);
    return BACK.saying("console.goals.unmarked");
  }
}
