package changke.rewards;

import changke.catalog.Catalog;
import changke.orders.Disputes;
import changke.shared.Words;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The chapters about points, tiers, coupons, promotions and the exchange.
@Configuration(proxyBeanMethods = false)
class Chapters {

  @Bean
  RuleChapter pointsChapter(Worths worths, RewardSettings settings, Catalog catalog, Clock clock) {
    return chapter(
        "10-points",
        new Words("积分怎么用", "How points work"),
        () -> {
          var rules = new ArrayList<PublishedRule>();
          for (var worth : worths.fromNow(clock.instant())) {
            rules.add(Plain.worth(worth, catalog.currency()));
          }
          rules.addAll(Plain.points(settings));
          return rules;
        });
  }

  @Bean
  RuleChapter earningChapter(EarnRules rules) {
    return chapter(
        "20-earning",
        new Words("怎样得积分", "How points are earned"),
        () -> rules.inForce().stream().map(Plain::earning).toList());
  }

  @Bean
  RuleChapter tierChapter(TierRows tiers, Disputes disputes, Catalog catalog) {
    return chapter(
        "30-tiers",
        new Words("会员等级", "Tiers"),
        () -> {
          var rules = new ArrayList<PublishedRule>();
          tiers.levels().forEach(level -> rules.add(Plain.tier(level, catalog.currency())));
          rules.add(
              Plain.benefits(
                  disputes.merchantAnswersWithin(false), disputes.merchantAnswersWithin(true)));
          rules.add(Plain.tierMoves());
          return rules;
        });
  }

  @Bean
  RuleChapter couponChapter(TermsRows terms, Catalog catalog) {
    return chapter(
        "40-coupons",
        new Words("优惠券", "Coupons"),
        () -> {
          var rules = new ArrayList<PublishedRule>();
          terms.inForce().forEach(one -> rules.add(Plain.terms(one, catalog.currency())));
          rules.add(Plain.stacking());
          return rules;
        });
  }

  @Bean
  RuleChapter promotionChapter(PromotionRows promotions, Catalog catalog) {
    return chapter(
        "50-promotions",
        new Words("活动价", "Promotions"),
        () ->
            promotions.all().stream()
                .map(one -> Plain.promotion(one, catalog.currency()))
                .toList());
  }

  @Bean
  RuleChapter exchangeChapter(ExchangeRows exchanges) {
    return chapter(
        "60-exchange",
        new Words("兑换", "Exchange"),
        () -> {
          var rules = new ArrayList<PublishedRule>();
          exchanges.inForce().forEach(one -> rules.add(Plain.exchange(one)));
          exchanges.rates().forEach(rate -> rules.add(Plain.rate(rate)));
          return rules;
        });
  }

  private static RuleChapter chapter(String key, Words title, Supplier<List<PublishedRule>> rules) {
    return new RuleChapter() {
      @Override
      public String key() {
        return key;
      }

      @Override
      public Words title() {
        return title;
      }

      @Override
      public List<PublishedRule> rules() {
        return rules.get();
      }
    };
  }
}
