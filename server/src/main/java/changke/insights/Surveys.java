package changke.insights;

import changke.audience.Segments;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What the shop asks people, as operators define it. Other words make a new version; answers stay
/// with the version that they answered.
@Component
public class Surveys {

  private final SurveyRows rows;
  private final Segments segments;
  private final ZoneId zone;
  private final Ids ids;
  private final Clock clock;

  Surveys(
      SurveyRows rows,
      Segments segments,
      @Value("${changke.pages.zone:Asia/Shanghai}") ZoneId zone,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.segments = segments;
    this.zone = zone;
    this.ids = ids;
    this.clock = clock;
  }

  /// What came of a wish to keep a survey.
  public sealed interface Kept {
    record Done(UUID id) implements Kept {}

    record Unfit(List<SurveyDraft.Problem> problems) implements Kept {}

    /// There are two hundred already.
    record Full() implements Kept {}

    /// Somebody changed it meanwhile, or it is gone.
    record Changed() implements Kept {}
  }

  /// All of them, the newest first; at most two hundred.
  public List<Survey> all() {
    return rows.all();
  }

  public Optional<Survey> find(UUID id) {
    return rows.find(id);
  }

  /// Every version of one, the present one first.
  public List<Survey> versions(UUID id) {
    return rows.versions(id);
  }

  /// Those that ask somewhere today.
  public List<Survey> running(Survey.Place place) {
    return rows.running(place, today());
  }

  /// The day of the shop by which surveys begin and end.
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  @Transactional
  public Kept make(SurveyDraft draft, PersonId by) {
    var problems = problems(draft);
    if (!problems.isEmpty()) {
      return new Kept.Unfit(problems);
    }
    if (rows.count() >= SurveyRows.MOST) {
      return new Kept.Full();
    }
    var id = ids.next();
    rows.insert(id, draft, by.value(), clock.instant());
    return new Kept.Done(id);
  }

  /// Changes the survey of this revision; its kind and place stay.
  @Transactional
  public Kept change(UUID id, int revision, SurveyDraft draft, PersonId by) {
    var before = rows.find(id);
    if (before.isEmpty()
        || before.get().kind() != draft.kind()
        || before.get().place() != draft.place()) {
      return new Kept.Changed();
    }
    var problems = problems(draft);
    if (!problems.isEmpty()) {
      return new Kept.Unfit(problems);
    }
    var old = before.get();
    boolean reworded =
        !old.question().equals(draft.question()) || !old.choices().equals(draft.choices());
    int version = old.version() + (reworded ? 1 : 0);
    if (!rows.change(id, revision, version, draft)) {
      return new Kept.Changed();
    }
    if (reworded) {
      rows.insertWords(id, version, draft, by.value(), clock.instant());
    }
    return new Kept.Done(id);
  }

  private List<SurveyDraft.Problem> problems(SurveyDraft draft) {
    var problems = draft.problems();
    var segment = draft.segment();
    return problems.isEmpty() && segment != null && segments.find(segment).isEmpty()
        ? List.of(SurveyDraft.Problem.SEGMENT)
        : problems;
  }
}
