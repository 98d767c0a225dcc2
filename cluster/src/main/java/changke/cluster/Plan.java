package changke.cluster;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the command line asks for: where the events are, where the reports go, and the questions.
///
/// Workers get the plan as it is.
///
/// @param identities where merged identities are listed; null when nobody was merged
/// @param kinds the kinds of activity that the questions read; their places are the engine's
///   numbers
record Plan(
    String events,
    @Nullable String identities,
    String out,
    ZoneId zone,
    Instant horizon,
    List<String> kinds,
    boolean everyKind,
    List<Question<?>> questions)
    implements Serializable {

  static final String USAGE =
      """
      Usage: --events FOLDER --out FOLDER --zone Asia/Shanghai --as-of 2026-05-01T00:00:00Z
             [--identities FOLDER]
             retention [--name NAME] --start KIND [--return KIND] --from 2026-01-01 --to 2026-04-30
               --on 30 | --on-or-after 7-30 | --brackets 1-7,8-14 | --every 7
               [--cohort first-ever|first-matching|recurring] [--period day|iso-week|month]
               [--rolling PT24H] [--min-count 2] [--start-at-least MINOR] [--return-at-least MINOR]
             funnel [--name NAME] --steps open,browse,order --window P7D [--within PT1H,any]
               [--order any-between|no-repeats|steps-adjacent|all-adjacent] [--rising true]
               [--exclude refund:1-3] [--per person|session] [--from 2026-01-01] [--to 2026-04-30]
             lifecycle [--name NAME] --kind open [--period day|iso-week|month]
               --from 2026-01-01 --to 2026-04-30
      Several reports may follow each other; they share one pass over the events.\
      """;

  static Plan parse(List<String> words) {
    var given = new ArrayList<Arguments>(List.of(new Arguments("changke")));
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if (!word.startsWith("--")) {
        given.add(new Arguments(word));
      } else if (i + 1 < words.size()) {
        given.getLast().put(word.substring(2), words.get(++i));
      } else {
        throw new CannotRun(word + " has no value.\n" + USAGE);
      }
    }
    return of(given.getFirst(), given.subList(1, given.size()));
  }

  private static Plan of(Arguments common, List<Arguments> reports) {
    if (reports.isEmpty()) {
      throw new CannotRun("No report is asked for.\n" + USAGE);
    }
    var setting =
        new Setting(common.read("zone", ZoneId::of), common.read("as-of", Instant::parse));
    var questions = new ArrayList<Question<?>>();
    var names = new HashSet<String>();
    for (var report : reports) {
      var question = question(report, setting);
      report.refuseTheRest();
      if (!names.add(question.name())) {
        throw new CannotRun("Two reports are called " + question.name() + "; give them a --name.");
      }
      questions.add(question);
    }
    var plan =
        new Plan(
            common.text("events"),
            common.find("identities"),
            common.text("out"),
            setting.zone(),
            setting.horizon(),
            setting.kinds(),
            questions.stream().anyMatch(Question::readsEveryKind),
            List.copyOf(questions));
    common.refuseTheRest();
    return plan;
  }

  private static Question<?> question(Arguments report, Setting setting) {
    return switch (report.word()) {
      case "retention" -> RetentionQuestion.parse(report, setting);
      case "funnel" -> FunnelQuestion.parse(report, setting);
      case "lifecycle" -> LifecycleQuestion.parse(report, setting);
      default -> throw new CannotRun("There is no report " + report.word() + ".\n" + USAGE);
    };
  }
}
