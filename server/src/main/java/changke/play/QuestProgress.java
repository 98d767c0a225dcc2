package changke.play;

/// How far a person is with a quest, today or ever.
public record QuestProgress(Quest quest, int steps, boolean done) {

  public int shownSteps() {
    return Math.min(steps, quest.times());
  }
}
