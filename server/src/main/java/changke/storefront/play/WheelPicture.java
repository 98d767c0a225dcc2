package changke.storefront.play;

import changke.play.Prize;
import changke.play.Ticket;
import changke.play.WheelPlan;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;

/// The wheel as it is: every field as wide as its odds.
public record WheelPicture(List<Field> fields) {

  private static final int TONES = 6;
  private static final double RADIUS = 98;

  /// A prize with the outline of its field on a disc of radius 98 around 0,0.
  public record Field(Prize prize, String outline, int tone) {}

  static WheelPicture of(WheelPlan plan) {
    return new WheelPicture(
        plan.prizes().stream()
            .map(prize ->
                new Field(
                    prize,
                    outline(plan.firstTicket(prize), prize.partsPerMillion()),
                    tone(prize.position(), plan.prizes().size())))
            .toList());
  }

  /// The odds exactly, as many decimals as they have: `0.1%`, `14.9%`, `0.0001%`.
  public String odds(Field field, Locale language) {
    var format = NumberFormat.getPercentInstance(language);
    format.setMaximumFractionDigits(4);
    return format.format(field.prize().partsPerMillion() / (double) Ticket.TICKETS);
  }

  /// Neighbours differ, the last from the first too.
  private static int tone(int position, int count) {
    return position == count - 1 && position % TONES == 0 && count > 1 ? 1 : position % TONES;
  }

  private static String outline(int first, int tickets) {
    if (tickets == Ticket.TICKETS) {
      return "M0,-98A98,98 0 1 1 -0.01,-98Z";
    }
    double from = angle(first);
    double to = angle(first + tickets);
    return String.format(
        Locale.ROOT,
        "M0,0L%.3f,%.3fA98,98 0 %d 1 %.3f,%.3fZ",
        RADIUS * Math.sin(from),
        -RADIUS * Math.cos(from),
        to - from > Math.PI ? 1 : 0,
        RADIUS * Math.sin(to),
        -RADIUS * Math.cos(to));
  }

  private static double angle(int ticket) {
    return 2 * Math.PI * ticket / Ticket.TICKETS;
  }
}
