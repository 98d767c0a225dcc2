package changke.insights;

import changke.engine.cohort.Interval;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// What some of those who were asked answered.
///
/// @param asked shown, sent or left; an open link asks nobody
/// @param answered of them, whatever they said
/// @param counts answers by score or by choice, as many as there can be
/// @param words how many wrote something
public record SurveyTally(
    Survey.Kind kind, long asked, long answered, long dismissed, long words, Counts counts) {

  /// Numbers by place.
  public record Counts(List<Long> each) {
    public Counts {
      each = List.copyOf(each);
    }

    public long at(int place) {
      return place < each.size() ? each.get(place) : 0;
    }

    long sum(int from, int to) {
      long sum = 0;
      for (int i = from; i <= to; i++) {
        sum += at(i);
      }
      return sum;
    }
  }

  static SurveyTally of(Survey survey, Collection<SurveyReply> replies) {
    var counts = new long[11];
    long asked = 0;
    long answered = 0;
    long dismissed = 0;
    long words = 0;
    for (var reply : replies) {
      boolean open = reply.way() == SurveyAsk.Way.OPEN;
      asked += open ? 0 : 1;
      dismissed += reply.dismissed() && !reply.isAnswered() ? 1 : 0;
      if (reply.isAnswered()) {
        answered++;
        words += reply.wrote() ? 1 : 0;
        var place = survey.kind() == Survey.Kind.CHOICE ? reply.choice() : reply.score();
        if (place != null && place < counts.length) {
          counts[place]++;
        }
      }
    }
    return new SurveyTally(
        survey.kind(),
        asked,
        answered,
        dismissed,
        words,
        new Counts(Arrays.stream(counts).boxed().toList()));
  }

  /// Answers over asked; only where somebody was asked.
  public double rate() {
    return (double) answered / asked;
  }

  public Interval rateInterval() {
    return Interval.of(Math.min(answered, asked), asked);
  }

  public PromoterScore nps() {
    return new PromoterScore(counts.sum(9, 10), counts.sum(7, 8), counts.sum(0, 6));
  }

  /// People who said 4 or 5 of 5.
  public long satisfied() {
    return counts.sum(4, 5);
  }

  /// Answers that have a number.
  public long scored() {
    return counts.sum(0, 10);
  }

  /// The share of one score or choice, or of 4 and 5.
  public Interval interval(long hits) {
    return Interval.of(hits, scored());
  }

  public double share(long hits) {
    return (double) hits / scored();
  }

  /// The mean of the scores.
  public double mean() {
    double sum = 0;
    for (int i = 0; i <= 10; i++) {
      sum += (double) i * counts.at(i);
    }
    return sum / scored();
  }
}
