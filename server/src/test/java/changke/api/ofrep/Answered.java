package changke.api.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import changke.shared.PersonId;
import changke.trials.Definition;
import changke.trials.Editing;
import changke.trials.Kept;
import changke.trials.Trial;
import java.util.UUID;

/// Trials that run, for tests of the protocol.
final class Answered {

  private static final PersonId BY = new PersonId(new UUID(1, 1));

  private Answered() {}

  static Trial running(Editing editing, String key, Definition definition) {
    assertThat(editing.make(key, definition, BY)).isInstanceOf(Kept.Done.class);
    return ((Kept.Done) editing.start(key, BY)).trial();
  }

  static void paused(Editing editing, String key) {
    assertThat(editing.pause(key, BY)).isInstanceOf(Kept.Done.class);
  }
}
