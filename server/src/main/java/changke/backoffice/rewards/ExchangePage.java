package changke.backoffice.rewards;

import changke.pages.Page;
import changke.rewards.Exchange;
import changke.rewards.PublishedRule;
import changke.rewards.Rate;
import changke.rewards.Terms;
import java.util.List;
import java.util.Map;

/// What the exchange offers and takes, each in plain words, and a form for the next of either;
/// `terms` are the coupons that can be offered.
record ExchangePage(
    List<Line> offered,
    List<RateLine> rates,
    List<Terms> terms,
    Map<String, String> fields,
    List<String> unfit)
    implements Page {

  /// Something for points.
  record Line(Exchange exchange, PublishedRule plain) {}

  /// Points for something.
  record RateLine(Rate rate, PublishedRule plain) {}

  boolean isRate() {
    return fields.containsKey("life");
  }

  @Override
  public int status() {
    return unfit.isEmpty() ? 200 : 422;
  }
}
