package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.rewards.CouponGranted.Reason;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class CouponsTest {

  @Autowired Coupons coupons;
  @Autowired TermsRows terms;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  private PersonId liu = new PersonId(UUID.randomUUID());
  private String key = "";

  @BeforeEach
  void someone() {
    liu = new PersonId(ids.next());
    key = "test-" + UUID.randomUUID().toString().substring(0, 12);
  }

  @Test
  void one_fact_brings_one_coupon() {
    offer(Audience.MEMBERS, false, null, null);
    var first = (CouponGranted.Granted) coupons.grant(gift(CouponGift.Cause.RULE, "a"));
    assertThat(coupons.grant(gift(CouponGift.Cause.RULE, "a")))
        .isEqualTo(new CouponGranted.Before(first.coupon()));
    assertThat(coupons.open(liu))
        .singleElement()
        .satisfies(c -> assertThat(c.id()).isEqualTo(first.coupon()));
  }

  @Test
  void a_prediction_gives_only_what_everyone_of_the_class_can_claim() {
    offer(Audience.MEMBERS, false, null, null);
    assertThat(coupons.grant(gift(CouponGift.Cause.PREDICTION, "a")))
        .isEqualTo(new CouponGranted.Refused(Reason.NOT_CLAIMABLE));
    offer(Audience.MEMBERS, true, null, null);
    assertThat(coupons.grant(gift(CouponGift.Cause.PREDICTION, "a")))
        .isInstanceOf(CouponGranted.Granted.class);
  }

  @Test
  void a_coupon_of_a_class_is_for_that_class_only() {
    offer(Audience.AWAY, true, null, null);
    assertThat(coupons.claim(liu, key)).isEqualTo(new CouponGranted.Refused(Reason.NOT_FOR_YOU));
    assertThat(coupons.grant(gift(CouponGift.Cause.STAFF, "sorry")))
        .isInstanceOf(CouponGranted.Granted.class);
  }

  @Test
  void nobody_has_more_than_one_may_have() {
    offer(Audience.MEMBERS, true, null, 1);
    assertThat(coupons.claim(liu, key)).isInstanceOf(CouponGranted.Granted.class);
    assertThat(coupons.claim(liu, key)).isEqualTo(new CouponGranted.Refused(Reason.HAD_ENOUGH));
    assertThat(coupons.claimable(liu)).noneMatch(one -> one.key().equals(key));
  }

  @Test
  void a_coupon_without_a_limit_is_claimed_one_at_a_time() {
    offer(Audience.MEMBERS, true, null, null);
    assertThat(coupons.claim(liu, key)).isInstanceOf(CouponGranted.Granted.class);
    assertThat(coupons.claim(liu, key)).isEqualTo(new CouponGranted.Refused(Reason.HAD_ENOUGH));
  }

  @Test
  void of_fifty_coupons_sixty_four_people_at_once_get_fifty_and_no_more() throws Exception {
    offer(Audience.MEMBERS, true, 50L, null);
    try (var threads = Executors.newFixedThreadPool(8)) {
      var wishes =
          IntStream.range(0, 64)
              .mapToObj(i -> threads.submit(() -> coupons.claim(new PersonId(ids.next()), key)))
              .toList();
      var granted = 0;
      for (var wish : wishes) {
        granted += wish.get() instanceof CouponGranted.Granted ? 1 : 0;
      }
      assertThat(granted).isEqualTo(50);
    }
    assertThat(terms.counts(terms.find(key).orElseThrow().id()).issued()).isEqualTo(50);
  }

  @Test
  void a_hundred_thousand_codes_are_made_in_one_go_and_each_works_once() {
    offer(Audience.MEMBERS, false, 100_000L, null);
    var batch = coupons.makeCodes(key, 100_000, "test").orElseThrow();
    var codes = coupons.codes(batch, 200_000);
    assertThat(new HashSet<>(codes)).hasSize(100_000);
    assertThat(coupons.makeCodes(key, 1, "test")).as("the limit is reached").isEmpty();
    var code = codes.get(77);
    var typed = code.substring(0, 4).toLowerCase(java.util.Locale.ROOT) + "-" + code.substring(4);
    assertThat(coupons.redeem(liu, typed)).isInstanceOf(CouponGranted.Granted.class);
    assertThat(coupons.redeem(liu, code)).isInstanceOf(CouponGranted.Before.class);
    assertThat(coupons.redeem(new PersonId(ids.next()), code))
        .isEqualTo(new CouponGranted.Refused(Reason.GONE));
    assertThat(coupons.redeem(liu, "NOSUCHCODE22"))
        .isEqualTo(new CouponGranted.Refused(Reason.NONE_IN_FORCE));
  }

  @Test
  void a_coupon_ends_with_its_last_day() {
    offer(Audience.MEMBERS, true, null, null);
    coupons.claim(liu, key);
    clock.forward(Duration.ofDays(12));
    assertThat(coupons.open(liu)).isEmpty();
    coupons.expire();
    assertThat(coupons.of(liu, 0).rows())
        .singleElement()
        .satisfies(c -> assertThat(c.state()).isEqualTo(Coupon.State.EXPIRED));
  }

  private CouponGift gift(CouponGift.Cause cause, String fact) {
    return new CouponGift(liu, key, fact + " " + liu, cause, Map.of("from", "a test"));
  }

  private void offer(
      Audience audience, boolean claimable, @Nullable Long total, @Nullable Integer each) {
    terms.end(key, clock.instant());
    terms.insert(
        new Terms(
            ids.next(),
            key,
            0,
            new Words("测试券", "A test"),
            Terms.Kind.FIXED,
            500L,
            null,
            null,
            1000,
            Set.of(),
            Set.of(),
            null,
            audience,
            claimable,
            false,
            PointBooks.PLATFORM,
            clock.instant().minusSeconds(1),
            null,
            10,
            total,
            each,
            null,
            null),
        "test",
        clock.instant());
  }
}
