package changke.insights;

import org.jspecify.annotations.Nullable;

/// What somebody answers.
///
/// @param choice the place of a choice, from 0
/// @param words empty when nothing was written
public record SurveyAnswer(@Nullable Integer score, @Nullable Integer choice, String words) {

  public static final int LONGEST_WORDS = 2_000;

  /// As a form sends it: whatever is no number is not there, control characters are dropped.
  public static SurveyAnswer of(String score, String choice, String words) {
    var plain =
        words
            .codePoints()
            .filter(c -> c == '\n' || !Character.isISOControl(c))
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return new SurveyAnswer(number(score), number(choice), plain.strip());
  }

  private static @Nullable Integer number(String text) {
    return text.matches("\\d{1,2}") ? Integer.valueOf(text) : null;
  }

  /// Whether it answers a survey: within its bounds, and nothing beside.
  public boolean fits(Survey survey) {
    if (words.length() > LONGEST_WORDS || (!words.isEmpty() && !survey.takesWords())) {
      return false;
    }
    return switch (survey.kind()) {
      case NPS, SATISFACTION ->
          choice == null
              && score != null
              && score >= survey.kind().least()
              && score <= survey.kind().most();
      case CHOICE ->
          score == null && choice != null && choice >= 0 && choice < survey.choices().size();
      case TEXT -> score == null && choice == null && !words.isEmpty();
    };
  }
}
