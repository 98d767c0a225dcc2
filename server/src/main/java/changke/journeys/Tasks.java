package changke.journeys;

import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What journeys ask people of the house to do.
@Component
public class Tasks {

  private static final int LONGEST_NOTE = 500;

  private final TaskRows rows;
  private final Clock clock;

  Tasks(TaskRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /// Those that are open, the most urgent first.
  public Slice<Task> open(int page) {
    int size = Slice.DEFAULT_SIZE;
    return Slice.cut(rows.open(size + 1, page * size), page, size);
  }

  /// False when it was done already.
  public boolean done(UUID task, PersonId by, String note) {
    var kept = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
    return rows.done(task, by, kept, clock.instant());
  }
}
