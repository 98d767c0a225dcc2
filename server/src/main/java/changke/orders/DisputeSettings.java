package changke.orders;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `changke.disputes.*`: how long each side has to answer. A merchant or an operator who stays
/// silent has agreed with the buyer; a buyer who stays silent has let it rest, and may come back.
@ConfigurationProperties("changke.disputes")
record DisputeSettings(
    @DefaultValue("48h") Duration merchantAnswersWithin,
    @DefaultValue("72h") Duration buyerAnswersWithin,
    @DefaultValue("72h") Duration operatorAnswersWithin) {

  Duration within(Side side) {
    return switch (side) {
      case MERCHANT -> merchantAnswersWithin;
      case BUYER -> buyerAnswersWithin;
      case OPERATOR, HOUSE -> operatorAnswersWithin;
    };
  }
}
