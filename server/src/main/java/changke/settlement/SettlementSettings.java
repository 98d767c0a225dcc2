package changke.settlement;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `changke.settlement.*`: how many days after delivery earnings are due, for a good and a bad
/// merchant too, and which share of orders that came back makes one good or bad, in basis points.
@ConfigurationProperties("changke.settlement")
record SettlementSettings(
    @DefaultValue("7") int days,
    @DefaultValue("1") int goodDays,
    @DefaultValue("14") int badDays,
    @DefaultValue("100") int goodUpToBasisPoints,
    @DefaultValue("500") int badAboveBasisPoints) {

  SettlementSettings {
    if (goodDays < 0 || days < goodDays || badDays < days) {
      throw new IllegalArgumentException("changke.settlement: good-days <= days <= bad-days");
    }
  }
}
