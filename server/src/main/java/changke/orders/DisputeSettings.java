package changke.orders;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `changke.disputes.*`: how long each side has to answer. A merchant or an operator who stays
/// silent has agreed with the buyer; a buyer who stays silent has let it rest, and may come back.
/// Who is refunded fast waits for the shorter time.
@ConfigurationProperties("changke.disputes")
record DisputeSettings(
    @DefaultValue("48h") Duration merchantAnswersWithin,
    @DefaultValue("72h") Duration buyerAnswersWithin,
    @DefaultValue("72h") Duration operatorAnswersWithin,
    @DefaultValue("12h") Duration fastAnswersWithin) {

  /// `fast` shortens what the buyer waits for, never what the buyer has.
  Duration within(Side side, boolean fast) {
    return switch (side) {
      case MERCHANT -> atMost(merchantAnswersWithin, fast);
      case BUYER -> buyerAnswersWithin;
      case OPERATOR, HOUSE -> atMost(operatorAnswersWithin, fast);
    };
  }

  private Duration atMost(Duration usual, boolean fast) {
    return fast && fastAnswersWithin.compareTo(usual) < 0 ? fastAnswersWithin : usual;
  }
}
