package changke.play;

import changke.shared.Words;
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

  /// What was done, in words that follow on "every day:".
  static Words words(String kind) {
    return switch (kind) {
      case "Page Viewed" -> new Words("浏览页面", "looking at a page");
      case "Order Paid" -> new Words("付款下单", "paying an order");
      case "Order Delivered" -> new Words("收到订单", "receiving an order");
      case "Order Completed" -> new Words("完成订单", "completing an order");
      case "Checked In" -> new Words("签到", "checking in");
      case "Streak Week" -> new Words("连续签到满七天", "seven days running");
      case "Wheel Spun" -> new Words("转一次转盘", "spinning the wheel");
      case "Quest Done" -> new Words("完成任务", "doing a quest");
      case "Review Written" -> new Words("写评价", "writing a review");
      case "Answer Given" -> new Words("回答问题", "answering a question");
      case "Answer Accepted" -> new Words("回答被采纳", "an accepted answer");
      case "Post Written" -> new Words("发帖", "writing a post");
      case "Guide Read" -> new Words("读指南", "reading a guide");
      case "Course Completed" -> new Words("学完课程", "completing a course");
      case "Collection Completed" -> new Words("集齐一套", "completing a collection");
      default -> new Words(kind, kind);
    };
  }
}
