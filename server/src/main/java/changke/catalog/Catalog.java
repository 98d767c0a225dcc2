package changke.catalog;

import changke.merchants.Merchants;
import changke.merchants.ShopDoorMoved;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.PersonId;
import changke.shared.Slice;
import changke.shared.Words;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Offers: written by merchants, listed and searched by buyers. Lists show what is listed by open
/// shops, without variants; pages are numbered from 0.
@Component
public class Catalog {

  /// So many matches are ranked; a search that finds more shows these and says so.
  public static final int MOST_RANKED = 1_000;

  private static final int LAST_PAGE = 200;
  private static final long TREE_KEPT_NANOS = 3_000_000_000L;

  private record Tree(Categories categories, long readAtNanos) {}

  private final Offers offers;
  private final OfferHistory history;
  private final CategoryRows categories;
  private final Pictures pictures;
  private final Merchants merchants;
  private final CatalogSettings settings;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;
  private volatile @Nullable Tree tree;

  Catalog(
      Offers offers,
      OfferHistory history,
      CategoryRows categories,
      Pictures pictures,
      Merchants merchants,
      CatalogSettings settings,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock) {
    this.offers = offers;
    this.history = history;
    this.categories = categories;
    this.pictures = pictures;
    this.merchants = merchants;
    this.settings = settings;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
  }

  /// The offer in whatever state; [Offer#onSale] tells whether it can be bought.
  public Optional<Offer> offer(OfferId id) {
    return offers.find(id);
  }

  /// Several offers at once, in whatever state; unknown ids are missing from the map.
  public Map<OfferId, Offer> offers(Collection<OfferId> ids) {
    return ids.isEmpty()
        ? Map.of()
        : offers.find(ids).stream().collect(Collectors.toMap(Offer::id, Function.identity()));
  }

  /// The long description: plain text, paragraphs apart by blank lines.
  public Words details(OfferId id) {
    return offers.details(id).orElse(new Words("", ""));
  }

  /// The variants of an offer that are on sale, the cheapest first.
  public List<Offer> variants(OfferId id) {
    return offers.variants(id);
  }

  public Slice<Offer> newest(int page, int size) {
    return offers.newest(bounded(page), size);
  }

  /// The newest offer of each upper category that has one, by the category's slug.
  public Map<String, Offer> newestOfEachSection() {
    var sections = new HashMap<String, Offer>();
    var known = categories();
    for (var offer : offers.newestOfEachSection()) {
      known
          .find(offer.category())
          .ifPresent(shelf ->
              sections.put(Objects.requireNonNullElse(shelf.parent(), shelf.slug()), offer));
    }
    return sections;
  }

  /// Offers of a category, for an upper one with all that lie under it.
  public Slice<Offer> in(Category category, int page, int size) {
    return in(category, Sort.NEWEST, page, size);
  }

  public Slice<Offer> in(Category category, Sort sort, int page, int size) {
    return offers.in(category, sort, bounded(page), size);
  }

  /// What a shop shows to buyers.
  public Slice<Offer> ofShop(MerchantId merchant, int page, int size) {
    return offers.ofShop(merchant, bounded(page), size);
  }

  /// Everything of a merchant for its own console, the last changed first.
  public Slice<Offer> ofMerchant(MerchantId merchant, boolean withdrawnToo, int page, int size) {
    return offers.ofMerchant(merchant, withdrawnToo, bounded(page), size);
  }

  /// Everything of a merchant that is not withdrawn, in the order in which it was made, from behind
  /// `after` on.
  public Slice<Offer> ofMerchant(MerchantId merchant, @Nullable OfferId after, int size) {
    return Slice.cut(offers.ofMerchant(merchant, after, size + 1), 0, size);
  }

  /// A merchant's offers in whatever state, variants too, that hold every word.
  public Slice<Offer> searchOfMerchant(MerchantId merchant, String words, int page, int size) {
    var query = SearchWords.query(words);
    return query.isEmpty()
        ? new Slice<>(List.of(), page, false)
        : offers.searchOfMerchant(merchant, query, bounded(page), size);
  }

  /// Offers on sale whose merchants want to know when the stock gets low, in the order of their ids
  /// from behind `after` on.
  public List<Offer> watched(@Nullable OfferId after, int limit) {
    return offers.watched(after, limit);
  }

  /// The variants of an offer for its merchant, in whatever state but withdrawn.
  public List<Offer> variantsOfMerchant(MerchantId merchant, OfferId id) {
    return offers.variantsOfMerchant(merchant, id);
  }

  /// Offers that hold every word, the best match first; `category` and `merchant` narrow it when
  /// not null. Words without a letter or digit find nothing.
  public Slice<Offer> search(
      String words, @Nullable String category, @Nullable MerchantId merchant, int page, int size) {
    var query = SearchWords.query(words);
    return query.isEmpty()
        ? new Slice<>(List.of(), page, false)
        : offers.search(query, category, merchant, bounded(page), size);
  }

  /// The one currency in which this installation sells.
  public Currency currency() {
    return settings.currency();
  }

  /// The tree of categories, which every page shows; read anew when it is older than a few seconds.
  public Categories categories() {
    var known = tree;
    var now = System.nanoTime();
    if (known == null || now - known.readAtNanos() > TREE_KEPT_NANOS) {
      known = new Tree(new Categories(categories.all()), now);
      tree = known;
    }
    return known.categories();
  }

  /// Adds a category or renames it; its place in the tree stays.
  @Transactional
  public void keep(Category category) {
    categories.put(category);
    forgetTreeAfterCommit();
  }

  /// Writes a new offer, as a draft.
  @Transactional
  public Saved create(MerchantId merchant, OfferDraft draft, PersonId by) {
    return create(new OfferId(ids.next()), merchant, draft, by);
  }

  /// Writes a new offer under an id that the caller brings: the same id again changes nothing and
  /// answers with the offer as it stands.
  @Transactional
  public Saved create(OfferId id, MerchantId merchant, OfferDraft draft, PersonId by) {
    var earlier = offers.find(id);
    if (earlier.isPresent()) {
      return earlier
          .filter(offer -> offer.merchant().equals(merchant))
          .<Saved>map(Saved.Done::new)
          .orElseGet(Saved.NoSuchOffer::new);
    }
    var tree = categories();
    var unfit = OfferRules.unfit(draft, tree, settings.currency());
    if (!unfit.isEmpty()) {
      return new Saved.Unfit(unfit);
    }
    if (draft.variantOf() != null && offers.lock(draft.variantOf(), merchant).isEmpty()) {
      return new Saved.NoSuchOffer();
    }
    offers.insert(id, merchant, draft, tree.sectionOf(draft.category()), clock.instant());
    history.addPrice(id, draft.price(), by, clock.instant());
    history.addVersion(id, by, clock.instant());
    return new Saved.Done(offers.find(id).orElseThrow());
  }

  /// Saves an edit made on `version` of the offer; its state stays.
  @Transactional
  public Saved edit(MerchantId merchant, OfferId id, int version, OfferDraft draft, PersonId by) {
    var tree = categories();
    var unfit = OfferRules.unfit(draft, tree, settings.currency());
    if (!unfit.isEmpty()) {
      return new Saved.Unfit(unfit);
    }
    var before = offers.lock(id, merchant);
    if (before.isEmpty() || before.get().state() == OfferState.WITHDRAWN) {
      return new Saved.NoSuchOffer();
    }
    var section = tree.sectionOf(draft.category());
    if (!offers.update(id, merchant, version, draft, section, clock.instant())) {
      return new Saved.ChangedMeanwhile(before.get());
    }
    if (!before.get().price().equals(draft.price())) {
      history.addPrice(id, draft.price(), by, clock.instant());
    }
    history.addVersion(id, by, clock.instant());
    return new Saved.Done(offers.find(id).orElseThrow());
  }

  /// Shows an offer to buyers; false when this merchant has no such offer.
  @Transactional
  public boolean list(MerchantId merchant, OfferId id) {
    var listed = offers.move(id, merchant, OfferState.LISTED, clock.instant());
    if (listed) {
      facts.publishEvent(new OfferListed(ids.next(), merchant, id, clock.instant()));
    }
    return listed;
  }

  @Transactional
  public boolean pause(MerchantId merchant, OfferId id) {
    return offers.move(id, merchant, OfferState.PAUSED, clock.instant());
  }

  /// Takes an offer back for good.
  @Transactional
  public boolean withdraw(MerchantId merchant, OfferId id) {
    return offers.move(id, merchant, OfferState.WITHDRAWN, clock.instant());
  }

  /// Every price since the beginning, the oldest first.
  public List<PricePoint> prices(OfferId id) {
    return history.prices(id);
  }

  /// Who changed an offer when, the latest first, at most 100.
  public List<OfferVersion> versions(OfferId id) {
    return history.versions(id);
  }

  public Optional<Picture> picture(String hash) {
    return pictures.find(hash);
  }

  /// The picture in bytes that someone uploaded, without its camera's notes and without keeping it;
  /// empty when it is none or too large. For pictures that not everybody may see.
  public static Optional<Picture> bare(byte[] bytes) {
    return bytes.length > PictureCheck.MOST_BYTES
        ? Optional.empty()
        : PictureCheck.read(bytes)
            .filter(picture ->
                Math.max(picture.width(), picture.height()) <= PictureCheck.MOST_PIXELS_A_SIDE)
            .flatMap(picture -> PictureNotes.without(bytes))
            .flatMap(PictureCheck::read);
  }

  /// Keeps a picture that someone uploaded, without what its camera wrote about place and owner.
  @Transactional
  public PictureKept keepPicture(byte[] bytes) {
    if (bytes.length > PictureCheck.MOST_BYTES) {
      return new PictureKept.TooLarge();
    }
    var picture =
        PictureCheck.read(bytes)
            .flatMap(whole -> PictureNotes.without(bytes))
            .flatMap(PictureCheck::read)
            .orElse(null);
    if (picture == null) {
      return new PictureKept.NotAPicture();
    }
    if (Math.max(picture.width(), picture.height()) > PictureCheck.MOST_PIXELS_A_SIDE) {
      return new PictureKept.TooLarge();
    }
    pictures.keep(picture, clock.instant());
    return new PictureKept.Kept(picture.hash());
  }

  /// Keeps a drawing that ships with the product; an SVG from anyone else is never kept.
  @Transactional
  public String keepOwnDrawing(String svg, int width, int height) {
    var bytes = svg.getBytes(StandardCharsets.UTF_8);
    var hash = PictureCheck.hash(bytes);
    pictures.keep(new Picture(hash, "image/svg+xml", width, height, bytes), clock.instant());
    return hash;
  }

  @ApplicationModuleListener
  void on(ShopDoorMoved fact) {
    merchants.shop(fact.merchant()).ifPresent(shop -> offers.shopIsOpen(shop.id(), !shop.closed()));
  }

  private void forgetTreeAfterCommit() {
    tree = null;
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            tree = null;
          }
        });
  }

  private static int bounded(int page) {
    return Math.clamp(page, 0, LAST_PAGE);
  }
}
