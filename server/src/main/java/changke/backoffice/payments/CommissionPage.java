package changke.backoffice.payments;

import changke.catalog.Category;
import changke.merchants.Shop;
import changke.pages.Page;
import changke.rewards.Tier;
import changke.settlement.CommissionRule;
import changke.shared.MerchantId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules for what the platform keeps, and the form for another one.
record CommissionPage(
    Tabs tabs,
    List<CommissionRule> rules,
    Map<MerchantId, Shop> shops,
    List<Category> categories,
    Map<String, String> typed,
    @Nullable String problem,
    boolean may)
    implements Page {

  String value(String field) {
    return typed.getOrDefault(field, "");
  }

  Tier[] tiers() {
    return Tier.values();
  }

  String percent(CommissionRule rule) {
    return BigDecimal.valueOf(rule.basisPoints(), 2).toPlainString() + " %";
  }

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
