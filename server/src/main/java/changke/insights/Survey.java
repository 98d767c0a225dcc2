package changke.insights;

import changke.shared.Words;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A question to people, with the words of one version.
///
/// @param segment who is asked when `group` says so; null for everybody who bought
/// @param pauseDays nobody is asked again before so many days
/// @param endsOn the last day; null when it goes on
/// @param revision rises with every change, `version` only with other words
public record Survey(
    UUID id,
    Kind kind,
    Place place,
    Group group,
    @Nullable UUID segment,
    int pauseDays,
    LocalDate startsOn,
    @Nullable LocalDate endsOn,
    int version,
    int revision,
    Words question,
    List<Words> choices) {

  /// What is answered: 0–10, 1–5, one of the choices, or words.
  public enum Kind {
    NPS,
    SATISFACTION,
    CHOICE,
    TEXT;

    public boolean isScored() {
      return this == NPS || this == SATISFACTION;
    }

    public int least() {
      return this == NPS ? 0 : 1;
    }

    public int most() {
      return this == NPS ? 10 : 5;
    }
  }

  /// Where it asks: on a delivered order's page, on a member's own pages, by link, on the way out.
  public enum Place {
    ORDER,
    MINE,
    LINK,
    LEAVING;

    public boolean isInPage() {
      return this == ORDER || this == MINE;
    }
  }

  /// Whom it asks.
  public enum Group {
    BUYERS,
    SEGMENT
  }

  public Survey {
    choices = List.copyOf(choices);
  }

  /// Whether it asks on a day of the shop.
  public boolean runsOn(LocalDate day) {
    return !day.isBefore(startsOn) && !isOver(day);
  }

  public boolean isOver(LocalDate day) {
    return endsOn != null && day.isAfter(endsOn);
  }

  /// Whether words may be added to an answer: on the way out there is one question and no more.
  public boolean takesWords() {
    return kind == Kind.TEXT || place != Place.LEAVING;
  }
}
