package changke.rewards;

import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.Words;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing that is taken off one offer's line, by a promotion or by a coupon.
public record PriceNote(OfferId offer, Words title, @Nullable UUID coupon, Money off) {}
