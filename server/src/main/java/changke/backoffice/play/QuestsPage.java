package changke.backoffice.play;

import changke.pages.Page;
import changke.play.Badges;
import changke.play.QuestDraft;
import changke.play.Quests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Quests and badges with their results, and the way to make one.
///
/// @param typed what the last form said, to be corrected; null for a fresh one
/// @param mostPoints what the typed quest would cost at most in a month, or -1
record QuestsPage(
    List<Quests.Result> quests,
    List<Badges.Worn> badges,
    @Nullable QuestDraft typed,
    List<QuestDraft.Problem> problems,
    long mostPoints)
    implements Page {}
