package changke.play;

import changke.activity.Journal;
import org.springframework.stereotype.Component;

/// Reads the journal for streaks and quests.
@Component
class PlayFacts {

  private static final String CONSUMER = "play";
  private static final int AT_ONCE = 500;
  private static final int TURNS = 40;

  private final Journal journal;
  private final Streaks streaks;
  private final Quests quests;
  private final Players players;

  PlayFacts(Journal journal, Streaks streaks, Quests quests, Players players) {
    this.players = players;
    this.journal = journal;
    this.streaks = streaks;
    this.quests = quests;
  }

  /// Runs as a job: everything that is new, a batch a transaction.
  void read() {
    int turn = 0;
    int read = AT_ONCE;
    while (read == AT_ONCE && turn++ < TURNS) {
      read =
          journal.read(
              CONSUMER,
              AT_ONCE,
              events -> {
                streaks.take(events);
                quests.take(events);
                players.take(events);
              });
    }
  }
}
