package changke.cluster;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// What one group of people answered to every question of a plan, in the plan's order.
///
/// @param eventsByKind how many events were read of each kind of the plan, and of all others
record Answers(long people, List<Long> eventsByKind, List<Serializable> tallies)
    implements Serializable {

  /// The answers of two disjoint groups of people together.
  Answers merge(Answers other, List<Question<?>> questions) {
    var events = new ArrayList<Long>();
    for (int i = 0; i < eventsByKind.size(); i++) {
      events.add(eventsByKind.get(i) + other.eventsByKind.get(i));
    }
    var merged = new ArrayList<Serializable>();
    for (int i = 0; i < questions.size(); i++) {
      merged.add(merge(questions.get(i), tallies.get(i), other.tallies.get(i)));
    }
    return new Answers(people + other.people, events, merged);
  }

  Report report(int place, Question<?> question) {
    return report(question, tallies.get(place));
  }

  private static <T extends Serializable> Serializable merge(
      Question<T> question, Serializable one, Serializable other) {
    return question.merge(question.tallyType().cast(one), question.tallyType().cast(other));
  }

  private static <T extends Serializable> Report report(Question<T> question, Serializable whole) {
    return question.report(question.tallyType().cast(whole));
  }
}
