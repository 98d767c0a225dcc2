package changke.backoffice.play;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.play.Badges;
import changke.play.Quest;
import changke.play.QuestDraft;
import changke.play.Quests;
import changke.shared.Words;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Quests and badges as data.
@Controller
@Allowed(Who.OPERATOR)
class QuestsController {

  private static final String QUESTS = "/backoffice/play/quests";

  private final Quests quests;
  private final Badges badges;

  QuestsController(Quests quests, Badges badges) {
    this.quests = quests;
    this.badges = badges;
  }

  @GetMapping(QUESTS)
  QuestsPage quests() {
    return new QuestsPage(quests.results(), badges.worn(), null, List.of(), -1);
  }

  /// Without `publish` it only says what is wrong and what it would cost.
  @PostMapping(QUESTS)
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Object publish(
      @RequestParam Quest.Kind kind,
      @RequestParam(defaultValue = "") String zh,
      @RequestParam(defaultValue = "") String en,
      @RequestParam String fact,
      @RequestParam(defaultValue = "") String field,
      @RequestParam(defaultValue = "") String prefix,
      @RequestParam(defaultValue = "") String apart,
      @RequestParam(defaultValue = "1") int times,
      @RequestParam(defaultValue = "0") long points,
      @RequestParam(required = false) @Nullable UUID badge,
      @RequestParam(defaultValue = "false") boolean publish,
      Person operator) {
    var draft =
        new QuestDraft(
            kind,
            new Words(zh, en),
            fact,
            given(field),
            given(prefix),
            given(apart),
            times,
            points,
            badge);
    if (publish && quests.publish(draft, operator.id()) instanceof Quests.Published.Done) {
      return Redirect.to(QUESTS).saying("backoffice.quests.published");
    }
    var problems = draft.problems();
    return new QuestsPage(
        quests.results(),
        badges.worn(),
        draft,
        problems,
        problems.isEmpty() ? quests.mostPointsAMonth(draft) : -1);
  }

  @PostMapping(QUESTS + "/{quest}/end")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect end(@PathVariable UUID quest) {
    quests.end(quest);
    return Redirect.to(QUESTS).saying("backoffice.quests.ended");
  }

  @PostMapping("/backoffice/play/badges")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect badge(
      @RequestParam(defaultValue = "") String zh,
      @RequestParam(defaultValue = "") String en,
      @RequestParam(defaultValue = "") String wordsZh,
      @RequestParam(defaultValue = "") String wordsEn,
      @RequestParam(defaultValue = "") String icon,
      Person operator) {
    return Redirect.to(QUESTS)
        .saying(
            badges.make(new Words(zh, en), new Words(wordsZh, wordsEn), icon, operator.id())
                ? "backoffice.badges.made"
                : "backoffice.badges.unfit");
  }

  private static @Nullable String given(String text) {
    return text.isBlank() ? null : text.strip();
  }
}
