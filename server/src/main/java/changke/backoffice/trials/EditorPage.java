package changke.backoffice.trials;

import changke.audience.Segment;
import changke.pages.Page;
import changke.trials.Snag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The editor, with what is wrong so far.
///
/// @param refused the key of why it was not kept; null when nobody tried
/// @param anew whether people would be dealt anew
record EditorPage(
    TrialForm form,
    List<Snag> snags,
    @Nullable String refused,
    boolean anew,
    List<Segment> segments,
    List<String> kinds)
    implements Page {}
