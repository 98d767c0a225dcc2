package changke.merchants;

import changke.identity.Employment;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Merchants: how they come, what their shops are called, who works in them.
@Component
public class Merchants implements Employment {

  private final Applications applications;
  private final Shops shops;
  private final Staff staff;
  private final Ids ids;
  private final Clock clock;
  private final ApplicationEventPublisher facts;

  Merchants(
      Applications applications,
      Shops shops,
      Staff staff,
      Ids ids,
      Clock clock,
      ApplicationEventPublisher facts) {
    this.applications = applications;
    this.shops = shops;
    this.staff = staff;
    this.ids = ids;
    this.clock = clock;
    this.facts = facts;
  }

  /// Hands in an application; a person has at most one open one.
  @Transactional
  public Applied apply(PersonId applicant, ShopDraft draft) {
    var unfit = draft.unfit();
    if (!unfit.isEmpty()) {
      return new Applied.Unfit(unfit);
    }
    if (shops.bySlug(draft.slug()).isPresent()) {
      return new Applied.SlugTaken();
    }
    var handedIn = applications.insert(ids.next(), applicant, draft, clock.instant());
    return handedIn
        .<Applied>map(Applied.Waiting::new)
        .orElseGet(() -> new Applied.AlreadyWaiting(applications.openOf(applicant).orElseThrow()));
  }

  /// Open applications, the oldest first.
  public Slice<Application> waiting(int page) {
    return applications.waiting(page);
  }

  public Optional<Application> application(UUID id) {
    return applications.find(id);
  }

  /// Opens the shop with the applicant as its owner.
  @Transactional
  public Reviewed approve(UUID application, PersonId by) {
    var open = applications.lockOpen(application);
    if (open.isEmpty()) {
      return new Reviewed.NotOpen();
    }
    var merchant = new MerchantId(ids.next());
    if (!shops.insert(merchant, open.get().shop(), clock.instant())) {
      return new Reviewed.SlugTaken();
    }
    applications.decide(application, Application.Decision.APPROVED, by, "", clock.instant());
    staff.put(merchant, open.get().applicant(), Clerk.Role.OWNER, clock.instant());
    return new Reviewed.Opened(shops.find(merchant).orElseThrow());
  }

  /// Says no, with a reason that the applicant reads.
  @Transactional
  public Reviewed refuse(UUID application, PersonId by, String reason) {
    var open = applications.lockOpen(application);
    if (open.isEmpty()) {
      return new Reviewed.NotOpen();
    }
    applications.decide(application, Application.Decision.REFUSED, by, reason, clock.instant());
    return new Reviewed.Refused(applications.find(application).orElseThrow());
  }

  public Optional<Shop> shop(MerchantId merchant) {
    return shops.find(merchant);
  }

  public Optional<Shop> shop(String slug) {
    return shops.bySlug(slug);
  }

  /// Several shops at once, for pages that list offers of many.
  public Map<MerchantId, Shop> shops(Collection<MerchantId> merchants) {
    return shops.find(merchants);
  }

  /// All shops, the newest first.
  public Slice<Shop> shops(int page) {
    return shops.newest(page);
  }

  /// Saves an edit made on `version` of the shop.
  @Transactional
  public ShopEdited edit(MerchantId merchant, int version, ShopDraft draft) {
    var unfit = draft.unfit();
    if (!unfit.isEmpty()) {
      return new ShopEdited.Unfit(unfit);
    }
    var other = shops.bySlug(draft.slug());
    if (other.isPresent() && !other.get().id().equals(merchant)) {
      return new ShopEdited.SlugTaken();
    }
    var saved = shops.update(merchant, version, draft);
    var current = shops.find(merchant).orElseThrow();
    return saved ? new ShopEdited.Saved(current) : new ShopEdited.ChangedMeanwhile(current);
  }

  /// Closes a shop: its offers are no longer shown, its orders are still served.
  @Transactional
  public void close(MerchantId merchant, PersonId by, String reason) {
    shops.close(merchant, by, reason, clock.instant());
    facts.publishEvent(new ShopDoorMoved(ids.next(), merchant));
  }

  @Transactional
  public void reopen(MerchantId merchant) {
    shops.reopen(merchant);
    facts.publishEvent(new ShopDoorMoved(ids.next(), merchant));
  }

  /// The merchants a person works for, the longest-standing first.
  public List<Clerk> worksFor(PersonId person) {
    return staff.of(person);
  }

  @Override
  public boolean worksFor(PersonId person, MerchantId merchant) {
    return staff.role(merchant, person).isPresent();
  }

  public List<Clerk> staff(MerchantId merchant) {
    return staff.at(merchant);
  }

  /// Takes someone on, or changes the role; false when the last owner would be gone.
  @Transactional
  public boolean employ(MerchantId merchant, PersonId person, Clerk.Role role) {
    staff.lock(merchant);
    if (role != Clerk.Role.OWNER && lastOwner(merchant, person)) {
      return false;
    }
    staff.put(merchant, person, role, clock.instant());
    return true;
  }

  /// Lets someone go; false when the last owner would be gone.
  @Transactional
  public boolean dismiss(MerchantId merchant, PersonId person) {
    staff.lock(merchant);
    if (lastOwner(merchant, person)) {
      return false;
    }
    staff.remove(merchant, person);
    return true;
  }

  private boolean lastOwner(MerchantId merchant, PersonId person) {
    var owners =
        staff.at(merchant).stream().filter(clerk -> clerk.role() == Clerk.Role.OWNER).toList();
    return owners.size() == 1 && owners.getFirst().person().equals(person);
  }
}
