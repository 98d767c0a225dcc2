package changke.backoffice;

import changke.identity.Right;
import changke.pages.Console;
import java.util.List;

/// The frame around every page for operators.
public final class Backoffice {

  public static final Console CONSOLE =
      new Console(
          "backoffice.name",
          "/backoffice",
          List.of(
              new Console.Entry("/backoffice/console", "console.name", "chart"),
              new Console.Entry("/backoffice/insights", "backoffice.insights", "upload"),
              new Console.Entry("/backoffice/audience", "audience.name", "people"),
              new Console.Entry("/backoffice/journeys", "journeys.name", "clock"),
              new Console.Entry("/backoffice/surveys", "surveys.name", "mail"),
              new Console.Entry("/backoffice/trials", "trials.name", "check"),
              new Console.Entry("/backoffice/orders", "orders.orders", "list"),
              new Console.Entry("/backoffice/complaints", "orders.complaints", "bell"),
              new Console.Entry("/backoffice/merchants", "backoffice.merchants", "shop"),
              new Console.Entry("/backoffice/payments", "payments.name", "money"),
              new Console.Entry("/backoffice/rewards", "rewards.studio", "money"),
              new Console.Entry("/backoffice/play/wheels", "backoffice.wheels", "star"),
              new Console.Entry("/backoffice/play/quests", "backoffice.quests", "heart"),
              new Console.Entry("/backoffice/referrals", "backoffice.referrals", "people"),
              new Console.Entry("/backoffice/messages", "messages.title", "bell", Right.PEOPLE),
              new Console.Entry("/backoffice/letters", "backoffice.letters", "mail", Right.PEOPLE),
              new Console.Entry(
                  "/backoffice/sources", "backoffice.sources", "upload", Right.SETTINGS),
              new Console.Entry("/backoffice/webhooks", "webhooks.name", "bell", Right.SETTINGS),
              new Console.Entry(
                  "/backoffice/people", "security.people.title", "people", Right.PEOPLE),
              new Console.Entry(
                  "/backoffice/operators", "security.operators.title", "shield", Right.RIGHTS),
              new Console.Entry("/backoffice/audit", "security.audit.title", "list", Right.AUDIT),
              new Console.Entry("/backoffice/approvals", "security.approvals.title", "check")));

  private Backoffice() {}
}
