package changke.play;

import java.util.List;
import java.util.Set;

/// The facts of the journal that play knows.
public final class QuestFacts {

  /// What quests can count.
  public static final List<String> KINDS =
      List.of(
          "Page Viewed",
          "Order Paid",
          "Order Delivered",
          "Order Completed",
          "Checked In",
          "Streak Week",
          "Wheel Spun",
          "Quest Done",
          "Review Written",
          "Answer Given",
          "Answer Accepted",
          "Post Written",
          "Guide Read",
          "Course Completed",
          "Collection Completed");

  /// What keeps a streak without pressing anything.
  static final Set<String> USEFUL =
      Set.of(
          "Order Paid",
          "Order Completed",
          "Review Written",
          "Answer Given",
          "Post Written",
          "Guide Read",
          "Course Completed");

  private QuestFacts() {}
}
