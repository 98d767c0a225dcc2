package changke.insights;

import changke.audience.Segment;
import changke.engine.days.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// What came of a survey: of those who were asked in the dates, by the local period in which they
/// were asked. A pure function of the replies.
///
/// @param survey in the version that the report is about
/// @param asked answers of people who were asked; those by the open link are only in `ways`
/// @param ways by the way of asking
/// @param periods in rising order
/// @param segments what present members said, of those with an answer
/// @param cut whether there were more replies than a report reads
public record SurveyReport(
    Survey survey,
    SurveyTally asked,
    Map<SurveyAsk.Way, SurveyTally> ways,
    List<Stretch> periods,
    List<Part> segments,
    boolean cut) {

  /// One period; an unfinished one may still be answered in number: its last people were asked less
  /// than a week ago.
  public record Stretch(LocalDate first, LocalDate last, boolean unfinished, SurveyTally tally) {}

  /// What the members of one segment said.
  public record Part(Segment segment, SurveyTally tally) {}

  private static final int SETTLES_DAYS = 7;

  public SurveyReport {
    ways = Map.copyOf(ways);
    periods = List.copyOf(periods);
    segments = List.copyOf(segments);
  }

  static SurveyReport of(
      Survey survey,
      List<SurveyReply> replies,
      Period period,
      ZoneId zone,
      Instant asOf,
      List<Segment> segments,
      Map<UUID, Set<UUID>> membership) {
    var told = replies.stream().filter(reply -> reply.way() != SurveyAsk.Way.OPEN).toList();
    return new SurveyReport(
        survey,
        SurveyTally.of(survey, told),
        ways(survey, replies),
        periods(survey, told, period, zone, asOf),
        parts(survey, told, segments, membership),
        replies.size() >= ReplyRows.MOST);
  }

  private static Map<SurveyAsk.Way, SurveyTally> ways(Survey survey, List<SurveyReply> replies) {
    var by = new EnumMap<SurveyAsk.Way, List<SurveyReply>>(SurveyAsk.Way.class);
    replies.forEach(reply -> by.computeIfAbsent(reply.way(), way -> new ArrayList<>()).add(reply));
    var ways = new EnumMap<SurveyAsk.Way, SurveyTally>(SurveyAsk.Way.class);
    by.forEach((way, some) -> ways.put(way, SurveyTally.of(survey, some)));
    return ways;
  }

  private static List<Stretch> periods(
      Survey survey, List<SurveyReply> replies, Period period, ZoneId zone, Instant asOf) {
    var by = new TreeMap<Integer, List<SurveyReply>>();
    for (var reply : replies) {
      var day = LocalDate.ofInstant(reply.askedAt(), zone);
      by.computeIfAbsent(period.of(day), number -> new ArrayList<>()).add(reply);
    }
    var today = LocalDate.ofInstant(asOf, zone);
    var stretches = new ArrayList<Stretch>();
    by.forEach((number, some) -> {
      var last = period.firstDate(number + 1).minusDays(1);
      stretches.add(
          new Stretch(
              period.firstDate(number),
              last,
              !today.isAfter(last.plusDays(SETTLES_DAYS)),
              SurveyTally.of(survey, some)));
    });
    return stretches;
  }

  private static List<Part> parts(
      Survey survey,
      List<SurveyReply> replies,
      List<Segment> segments,
      Map<UUID, Set<UUID>> membership) {
    var parts = new ArrayList<Part>();
    for (var segment : segments) {
      var theirs =
          replies.stream()
              .filter(reply ->
                  reply.identity() != null
                      && membership.getOrDefault(reply.identity(), Set.of()).contains(segment.id()))
              .toList();
      if (!theirs.isEmpty()) {
        parts.add(new Part(segment, SurveyTally.of(survey, theirs)));
      }
    }
    return parts;
  }
}
