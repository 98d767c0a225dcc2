package changke.messaging;

/// What a marketing message is about; people choose per topic and channel.
public enum Topic {
  /// What somebody has and is about to lose or reach: points, coupons, tiers.
  REMINDERS,
  /// Prices, stock, coupons.
  OFFERS,
  /// First steps, seasons, news.
  TIPS,
  /// Surveys and requests for reviews.
  QUESTIONS
}
