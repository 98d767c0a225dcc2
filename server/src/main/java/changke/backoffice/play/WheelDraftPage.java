package changke.backoffice.play;

import changke.pages.Page;
import changke.play.WheelDraft;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A wheel that is being written; with its problems and expected cost once somebody asked.
record WheelDraftPage(
    Currency currency,
    WheelForm form,
    List<WheelDraft.Problem> problems,
    @Nullable Cost cost,
    long capMinor)
    implements Page {

  /// What so many spins cost on average.
  record Cost(int spins, long minor, long minorOfThousand) {}
}
