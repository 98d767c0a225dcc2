package changke.insights;

import changke.shared.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A survey that an operator thinks of. Kind and place stay what they were once it is kept.
///
/// @param choices only of a survey that lets choose; blank ones at the end do not count
public record SurveyDraft(
    Survey.Kind kind,
    Survey.Place place,
    Survey.Group group,
    @Nullable UUID segment,
    int pauseDays,
    @Nullable LocalDate startsOn,
    @Nullable LocalDate endsOn,
    Words question,
    List<Words> choices) {

  public static final int MOST_CHOICES = 10;
  public static final int LONGEST_QUESTION = 300;
  public static final int LONGEST_CHOICE = 120;
  public static final int MOST_PAUSE_DAYS = 730;

  /// Every way in which a draft is no survey.
  public enum Problem {
    QUESTION,
    CHOICES,
    PAUSE,
    DATES,
    SEGMENT
  }

  public SurveyDraft {
    choices = kind == Survey.Kind.CHOICE ? written(choices) : List.of();
    segment = group == Survey.Group.SEGMENT ? segment : null;
  }

  private static List<Words> written(List<Words> choices) {
    return choices.stream().filter(choice -> !choice.isBlank()).toList();
  }

  /// Everything that is wrong with it; empty when it can be kept.
  public List<Problem> problems() {
    var found = new ArrayList<Problem>();
    if (isUnfit(question, LONGEST_QUESTION)) {
      found.add(Problem.QUESTION);
    }
    if (kind == Survey.Kind.CHOICE
        && (choices.size() < 2
            || choices.size() > MOST_CHOICES
            || choices.stream().anyMatch(choice -> isUnfit(choice, LONGEST_CHOICE)))) {
      found.add(Problem.CHOICES);
    }
    if (pauseDays < 1 || pauseDays > MOST_PAUSE_DAYS) {
      found.add(Problem.PAUSE);
    }
    if (startsOn == null || (endsOn != null && endsOn.isBefore(startsOn))) {
      found.add(Problem.DATES);
    }
    if (group == Survey.Group.SEGMENT && segment == null) {
      found.add(Problem.SEGMENT);
    }
    return List.copyOf(found);
  }

  /// Both languages are read, so both are written.
  private static boolean isUnfit(Words words, int longest) {
    return words.zh().isEmpty()
        || words.en().isEmpty()
        || words.zh().length() > longest
        || words.en().length() > longest
        || (words.zh() + words.en()).indexOf('\0') >= 0;
  }
}
