package changke.rewards;

import changke.catalog.Catalog;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Coupons in people's hands: granted, claimed by class or by code, saved for later, expired.
@Component
public class Coupons {

  private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int CODE_LENGTH = 12;
  private static final int CODES_AT_ONCE = 10_000;
  private static final int EXPIRED_AT_ONCE = 5_000;
  static final int MOST_CODES = 200_000;

  private final Rulesets rules;
  private final TermsRows terms;
  private final CouponRows coupons;
  private final Members members;
  private final Classes classes;
  private final Zones zones;
  private final Catalog catalog;
  private final JsonMapper json;
  private final Ids ids;
  private final RandomGenerator chance;
  private final Clock clock;

  Coupons(
      Rulesets rules,
      TermsRows terms,
      CouponRows coupons,
      Members members,
      Classes classes,
      Zones zones,
      Catalog catalog,
      JsonMapper json,
      Ids ids,
      RandomGenerator chance,
      Clock clock) {
    this.rules = rules;
    this.terms = terms;
    this.coupons = coupons;
    this.members = members;
    this.classes = classes;
    this.zones = zones;
    this.catalog = catalog;
    this.json = json;
    this.ids = ids;
    this.chance = chance;
    this.clock = clock;
  }

  /// Gives a coupon to a person. What staff gives is outside classes; limits and budget always
  /// hold.
  @Transactional
  public CouponGranted grant(CouponGift gift) {
    var now = clock.instant();
    var person = members.lock(gift.person(), now);
    var before = coupons.byFact(gift.fact());
    if (before.isPresent()) {
      return new CouponGranted.Before(before.get().id());
    }
    var found = terms.find(gift.terms()).filter(one -> one.inForce(now));
    if (found.isEmpty()) {
      return new CouponGranted.Refused(CouponGranted.Reason.NONE_IN_FORCE);
    }
    if (gift.cause() == CouponGift.Cause.PREDICTION && !found.get().claimable()) {
      return new CouponGranted.Refused(CouponGranted.Reason.NOT_CLAIMABLE);
    }
    var refusal = refuse(found.get(), person, gift.cause() == CouponGift.Cause.STAFF);
    if (refusal.isPresent()) {
      return new CouponGranted.Refused(refusal.get());
    }
    return hand(found.get(), person, gift.fact(), why(gift), now);
  }

  /// Takes a coupon that everyone of its class may claim; without a limit per person, one at a
  /// time.
  @Transactional
  public CouponGranted claim(PersonId person, String key) {
    var found = terms.find(key).filter(Terms::claimable);
    if (found.isEmpty()) {
      return new CouponGranted.Refused(CouponGranted.Reason.NONE_IN_FORCE);
    }
    var now = clock.instant();
    var current = members.lock(person, now);
    if (found.get().perPerson() == null
        && coupons.open(current, now).stream()
            .anyMatch(row -> row.terms().equals(found.get().id()))) {
      return new CouponGranted.Refused(CouponGranted.Reason.HAD_ENOUGH);
    }
    var had = coupons.has(current, key, Instant.EPOCH);
    var fact = "claim " + key + " " + current + " " + had;
    return grant(
        new CouponGift(person, key, fact, CouponGift.Cause.RULE, Map.of("claimed", "yes")));
  }

  /// Takes the coupon that a code stands for.
  @Transactional
  public CouponGranted redeem(PersonId whose, String code) {
    var now = clock.instant();
    var person = members.lock(whose, now);
    var found = coupons.lockCode(tidy(code));
    if (found.isEmpty() || found.get().state() == Coupon.State.EXPIRED) {
      return new CouponGranted.Refused(CouponGranted.Reason.NONE_IN_FORCE);
    }
    var row = found.get();
    if (row.state() != Coupon.State.WAITING) {
      return coupons.owner(row.id()).filter(person::equals).isPresent()
          ? new CouponGranted.Before(row.id())
          : new CouponGranted.Refused(CouponGranted.Reason.GONE);
    }
    var promised = terms.find(List.of(row.terms())).getFirst();
    var refusal = refuse(promised, person, false);
    if (!now.isBefore(row.expiresAt()) || !promised.inForce(now)) {
      return new CouponGranted.Refused(CouponGranted.Reason.NONE_IN_FORCE);
    }
    if (refusal.isPresent()) {
      return new CouponGranted.Refused(refusal.get());
    }
    var until = expiry(promised, person, now);
    coupons.claim(row.id(), person, now, until);
    return new CouponGranted.Granted(row.id(), until);
  }

  /// Makes codes in one go, all or none; they count as issued.
  @Transactional
  public Optional<UUID> makeCodes(String key, int count, String by) {
    var now = clock.instant();
    var found = terms.find(key).filter(one -> one.inForce(now));
    if (found.isEmpty()
        || count < 1
        || count > MOST_CODES
        || !terms.issue(found.get().id(), count)) {
      return Optional.empty();
    }
    var batch = ids.next();
    coupons.batch(batch, found.get().id(), count, by, now);
    var until = expiry(found.get(), zones.own(), now);
    var left = count;
    while (left > 0) {
      var some = Math.min(left, CODES_AT_ONCE);
      var codes = new ArrayList<String>(some);
      var names = new ArrayList<UUID>(some);
      for (int i = 0; i < some; i++) {
        codes.add(code());
        names.add(ids.next());
      }
      left -= coupons.codes(batch, found.get().id(), names, codes, until);
    }
    return Optional.of(batch);
  }

  /// Codes of a batch in the order in which they were made.
  public List<String> codes(UUID batch, int most) {
    return coupons.codesOf(batch, new UUID(0, 0), most);
  }

  /// Saves a coupon for later, or not any more; false when it is not this person's.
  public boolean keep(PersonId person, UUID coupon, boolean kept) {
    return coupons.keep(coupon, members.current(person), kept);
  }

  /// What can be used now, the soonest expiry first.
  public List<Coupon> open(PersonId person) {
    return withTerms(coupons.open(members.current(person), clock.instant()));
  }

  /// Everything a person has or had, the latest first.
  public Slice<Coupon> of(PersonId person, int page) {
    var size = Slice.DEFAULT_SIZE;
    var rows = coupons.ofPerson(members.current(person), size + 1, page * size);
    return Slice.cut(withTerms(rows), page, size);
  }

  /// What this person could claim now.
  public List<Terms> claimable(PersonId person) {
    var now = clock.instant();
    var current = members.current(person);
    var traits = classes.traits(current);
    return terms.inForce().stream()
        .filter(one -> one.claimable() && one.inForce(now))
        .filter(one -> ClassRules.belongs(one.audience(), traits, now))
        .filter(one -> one.perPerson() == null || has(current, one, now) < one.perPerson())
        .toList();
  }

  /// Terms that are in force and that everyone of their class can claim.
  public Optional<Terms> offered(String key) {
    return terms.find(key).filter(one -> one.claimable() && one.inForce(clock.instant()));
  }

  /// Terms that are in force, claimable or not.
  public Optional<Terms> inForce(String key) {
    return terms.find(key).filter(one -> one.inForce(clock.instant()));
  }

  /// Terms in plain words.
  public PublishedRule plain(Terms terms) {
    return Plain.terms(terms, catalog.currency());
  }

  /// Ends what nobody used or claimed in time.
  public int expire() {
    return coupons.expire(clock.instant(), EXPIRED_AT_ONCE);
  }

  List<Coupon> withTerms(List<CouponRows.Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    var byId = rules.terms(rows.stream().map(CouponRows.Row::terms).distinct().toList());
    return rows.stream()
        .map(row -> row.with(java.util.Objects.requireNonNull(byId.get(row.terms()))))
        .toList();
  }

  private CouponGranted hand(Terms terms, PersonId person, String fact, String why, Instant now) {
    if (!this.terms.issue(terms.id(), 1)) {
      return new CouponGranted.Refused(CouponGranted.Reason.GONE);
    }
    var coupon = ids.next();
    var until = expiry(terms, person, now);
    coupons.insert(coupon, terms, person, fact, now, until, why);
    return new CouponGranted.Granted(coupon, until);
  }

  private Optional<CouponGranted.Reason> refuse(Terms terms, PersonId person, boolean anyClass) {
    if (!anyClass && !classes.belongs(terms.audience(), person)) {
      return Optional.of(CouponGranted.Reason.NOT_FOR_YOU);
    }
    return terms.perPerson() != null && has(person, terms, clock.instant()) >= terms.perPerson()
        ? Optional.of(CouponGranted.Reason.HAD_ENOUGH)
        : Optional.empty();
  }

  private int has(PersonId person, Terms terms, Instant now) {
    return coupons.has(person, terms.key(), terms.countsSince(now));
  }

  private Instant expiry(Terms terms, PersonId person, Instant now) {
    return expiry(terms, zones.of(person), now);
  }

  /// The end of a day where the person lives, never after the terms themselves.
  private static Instant expiry(Terms terms, java.time.ZoneId zone, Instant now) {
    var end = Zones.endOfDay(now, terms.lifeDays(), zone);
    return terms.validUntil() != null && terms.validUntil().isBefore(end)
        ? terms.validUntil()
        : end;
  }

  private String why(CouponGift gift) {
    var why = new HashMap<>(gift.why());
    why.put("cause", gift.cause().name());
    return json.writeValueAsString(why);
  }

  private String code() {
    var code = new StringBuilder(CODE_LENGTH);
    for (int i = 0; i < CODE_LENGTH; i++) {
      code.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  private static String tidy(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(java.util.Locale.ROOT);
  }
}
