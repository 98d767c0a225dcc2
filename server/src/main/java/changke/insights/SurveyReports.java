package changke.insights;

import changke.audience.Segments;
import changke.audience.Unit;
import changke.engine.days.Period;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Reports on surveys, the answers behind them and the people behind those.
@Component
public class SurveyReports {

  public static final int PAGE = 50;
  private static final int MOST_LISTED = 5_000;
  private static final int USUAL_DAYS = 182;

  private final SurveyRows surveys;
  private final ReplyRows rows;
  private final Segments segments;
  private final ZoneId zone;
  private final Clock clock;

  /// Which answers: asked on these local days; version 0 is every one of them.
  ///
  /// @param unit `week`, `month` or `day`
  public record Wanted(LocalDate from, LocalDate to, String unit, int version) {
    Period period() {
      return switch (unit) {
        case "day" -> Period.DAY;
        case "month" -> Period.MONTH;
        default -> Period.ISO_WEEK;
      };
    }
  }

  SurveyReports(
      SurveyRows surveys,
      ReplyRows rows,
      Segments segments,
      @Value("${changke.pages.zone:Asia/Shanghai}") ZoneId zone,
      Clock clock) {
    this.surveys = surveys;
    this.rows = rows;
    this.segments = segments;
    this.zone = zone;
    this.clock = clock;
  }

  /// What an address asks for, with the usual where it makes no sense. Answers to a choice belong
  /// to the choices of one version.
  public Wanted wanted(Survey survey, Asked asked) {
    var today = LocalDate.ofInstant(clock.instant(), zone);
    var to = asked.date("to").filter(day -> day.isBefore(today)).orElse(today);
    var from = asked.date("from").orElse(to.minusDays(USUAL_DAYS));
    boolean choosing = survey.kind() == Survey.Kind.CHOICE;
    return new Wanted(
        from.isAfter(to) ? to : from,
        to,
        asked.oneOf("unit", List.of("week", "month", "day")),
        asked.number("version", choosing ? survey.version() : 0, choosing ? 1 : 0, 10_000));
  }

  public ZoneId zone() {
    return zone;
  }

  @Transactional(readOnly = true)
  public Optional<SurveyReport> report(UUID id, Wanted wanted) {
    return surveys
        .find(id)
        .map(current -> {
          var survey = surveys.find(id, wanted.version()).orElse(current);
          var replies = replies(id, wanted);
          var all =
              segments.all().stream().filter(segment -> segment.unit() == Unit.BUYER).toList();
          var answering =
              replies.stream()
                  .map(SurveyReply::identity)
                  .filter(Objects::nonNull)
                  .distinct()
                  .toList();
          return SurveyReport.of(
              survey,
              replies,
              wanted.period(),
              zone,
              clock.instant(),
              all,
              segments.among(answering));
        });
  }

  private List<SurveyReply> replies(UUID id, Wanted wanted) {
    return rows.replies(id, start(wanted), end(wanted)).stream()
        .filter(reply -> wanted.version() == 0 || reply.version() == wanted.version())
        .toList();
  }

  private Instant start(Wanted wanted) {
    return wanted.from().atStartOfDay(zone).toInstant();
  }

  private Instant end(Wanted wanted) {
    return wanted.to().plusDays(1).atStartOfDay(zone).toInstant();
  }

  /// Answers with words, the latest first; one more than a page when there are more.
  ///
  /// @param needle what the words have in them, in any case; empty for all
  @Transactional(readOnly = true)
  public List<SurveyComment> comments(UUID id, Wanted wanted, String needle, int page) {
    return rows.comments(
        id, start(wanted), end(wanted), needle, false, PAGE + 1, Math.clamp(page, 0, 999) * PAGE);
  }

  /// Every answer, the latest first, as far as a file goes.
  @Transactional(readOnly = true)
  public List<SurveyComment> answers(UUID id, Wanted wanted) {
    return rows.comments(id, start(wanted), end(wanted), "", true, 50_000, 0).stream()
        .filter(comment -> wanted.version() == 0 || comment.version() == wanted.version())
        .toList();
  }

  /// The people behind a number.
  ///
  /// @param total of those who were asked, guests and those who were erased among them
  public record Behind(int total, List<UUID> people) {}

  /// Whom a number counts: `asked`, `answered`, `dismissed`, `promoters`, `passives`, `detractors`,
  /// `satisfied`, `score:N` or `choice:N`; anything else is nobody.
  @Transactional(readOnly = true)
  public Behind behind(UUID id, Wanted wanted, String pick) {
    var test = test(pick.toLowerCase(Locale.ROOT));
    var found =
        replies(id, wanted).stream()
            .filter(reply -> reply.way() != SurveyAsk.Way.OPEN)
            .filter(test)
            .map(SurveyReply::ask)
            .toList();
    return new Behind(found.size(), rows.people(found.stream().limit(MOST_LISTED).toList()));
  }

  private static Predicate<SurveyReply> test(String pick) {
    return switch (pick) {
      case "asked" -> reply -> true;
      case "answered" -> SurveyReply::isAnswered;
      case "dismissed" -> reply -> reply.dismissed() && !reply.isAnswered();
      case "promoters" -> scored(9, 10);
      case "passives" -> scored(7, 8);
      case "detractors" -> scored(0, 6);
      case "satisfied" -> scored(4, 5);
      default -> {
        int number = pick.matches("(score|choice):\\d{1,2}") ? number(pick) : -1;
        yield number < 0
            ? reply -> false
            : pick.startsWith("score")
                ? scored(number, number)
                : reply -> reply.choice() != null && reply.choice() == number;
      }
    };
  }

  private static int number(String pick) {
    return Integer.parseInt(pick.substring(pick.indexOf(':') + 1));
  }

  private static Predicate<SurveyReply> scored(int from, int to) {
    return reply -> reply.score() != null && reply.score() >= from && reply.score() <= to;
  }

  /// The headline through time with its interval; empty before two periods have an answer.
  public static String picture(SurveyReport report, Voice voice) {
    var kind = report.survey().kind();
    var shown = report.periods().stream().filter(period -> period.tally().scored() > 0).toList();
    if (shown.size() < 2 || !kind.isScored()) {
      return "";
    }
    var x = new ArrayList<String>();
    var values = new ArrayList<Double>();
    var low = new ArrayList<Double>();
    var high = new ArrayList<Double>();
    for (var period : shown) {
      var tally = period.tally();
      boolean nps = kind == Survey.Kind.NPS;
      var interval = tally.interval(tally.satisfied());
      x.add(period.first().toString());
      values.add(nps ? tally.nps().score() : 100 * tally.share(tally.satisfied()));
      low.add(nps ? tally.nps().low() : 100 * interval.low());
      high.add(nps ? tally.nps().high() : 100 * interval.high());
    }
    var name = voice.say("surveys.headline." + kind.name());
    var chart =
        new Chart("band", "count", "", x, List.of(new Chart.Series(name, values, low, high)));
    return Svg.of(chart, name, voice::decimal);
  }
}
