package changke.engine.segment;

import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.People;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;

/// A condition answered on one day: its members, and who came and went since another answer.
public record Segment(Condition condition, LocalDate asOf, People members) {

  /// Answers a condition for people 0 to `people` - 1, chunks of them in parallel.
  ///
  /// @param history the same events as the day sets; asked only for [Condition.Times]
  public static Segment of(
      Condition condition,
      DaySets sets,
      History history,
      Traits traits,
      int people,
      LocalDate asOf) {
    int today = Math.toIntExact(asOf.toEpochDay());
    var words = new long[(people + 63) >>> 6];
    IntStream.range(0, (words.length + Answer.WORDS - 1) / Answer.WORDS)
        .parallel()
        .forEach(chunk -> {
          int from = chunk * Answer.WORDS;
          int width = Math.min(Answer.WORDS, words.length - from);
          var mask = new long[Answer.WORDS];
          Arrays.fill(mask, 0, width, -1L);
          if (from + width == words.length && (people & 63) != 0) {
            mask[width - 1] = (1L << people) - 1;
          }
          var members = new Answer(sets, history, traits, chunk, today).of(condition, mask);
          System.arraycopy(members, 0, words, from, width);
        });
    return new Segment(condition, asOf, People.ofWords(words, people));
  }

  public int count() {
    return members.count();
  }

  /// Who is a member now and was not then.
  public People enteredSince(Segment before) {
    return members.minus(before.members);
  }

  /// Who was a member then and is not now.
  public People leftSince(Segment before) {
    return before.members.minus(members);
  }
}
