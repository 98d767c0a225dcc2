package changke.journeys;

import changke.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Journeys while they are being changed: every change is an edition, and undo takes the last away.
@Component
public class Drafts {

  private static final int KEPT = 50;

  private final DraftRows rows;
  private final JourneyRows journeys;
  private final Journeys lives;
  private final Clock clock;

  Drafts(DraftRows rows, JourneyRows journeys, Journeys lives, Clock clock) {
    this.rows = rows;
    this.journeys = journeys;
    this.lives = lives;
    this.clock = clock;
  }

  /// What is being changed.
  ///
  /// @param problems all that is wrong with it now
  public record Draft(
      int edition, Definition definition, List<Problem> problems, boolean canUndo) {}

  /// What came of a change.
  public sealed interface Changed {
    record Done(int edition) implements Changed {}

    /// It would be no definition any more; `path` says where.
    record Unfit(String path) implements Changed {}

    /// Somebody changed it meanwhile, or it is gone.
    record Stale() implements Changed {}
  }

  public Optional<Draft> find(UUID journey) {
    return rows.last(journey)
        .map(row ->
            new Draft(
                row.edition(),
                row.definition(),
                lives.check(row.definition()),
                rows.editions(journey) > 1));
  }

  /// Puts a step of a kind behind another one, with what most people want as a beginning.
  public Changed insert(UUID journey, int edition, String after, Sketch.Kind kind, PersonId by) {
    return change(journey, edition, json -> Sketch.insert(json, after, kind), by);
  }

  /// Changes what is written at a step; `fields` as [Sketch#fields] names them.
  public Changed change(
      UUID journey, int edition, String node, Map<String, String> fields, PersonId by) {
    return change(journey, edition, json -> Sketch.change(json, node, fields), by);
  }

  /// Takes a step out; who came to it goes on to the one behind it.
  public Changed remove(UUID journey, int edition, String node, PersonId by) {
    return change(journey, edition, json -> Sketch.remove(json, node), by);
  }

  /// Puts another definition in its place.
  public Changed replace(UUID journey, int edition, String json, PersonId by) {
    return change(journey, edition, before -> json, by);
  }

  /// False when there is nothing to take back.
  @Transactional
  public boolean undo(UUID journey, int edition) {
    return journeys.lock(journey)
        && rows.last(journey).filter(row -> row.edition() == edition).isPresent()
        && rows.drop(journey, edition);
  }

  @Transactional
  Changed change(UUID journey, int edition, UnaryOperator<String> change, PersonId by) {
    if (!journeys.lock(journey)) {
      return new Changed.Stale();
    }
    var last = rows.last(journey).filter(row -> row.edition() == edition);
    if (last.isEmpty()) {
      return new Changed.Stale();
    }
    return switch (Sketch.read(change, Definitions.json(last.get().definition()))) {
      case Definitions.Read.Unfit(var path) -> new Changed.Unfit(path);
      case Definitions.Read.Fine(var definition) -> {
        rows.insert(journey, edition + 1, definition, by.value(), clock.instant());
        rows.trim(journey, edition + 1 - KEPT);
        yield new Changed.Done(edition + 1);
      }
    };
  }
}
