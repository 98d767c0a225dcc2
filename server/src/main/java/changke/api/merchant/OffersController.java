package changke.api.merchant;

import changke.api.idempotency.IdempotencyFilter;
import changke.catalog.Catalog;
import changke.catalog.Offer;
import changke.catalog.Saved;
import changke.identity.Allowed;
import changke.identity.ApiToken;
import changke.identity.Scope;
import changke.identity.Who;
import changke.shared.Ids;
import changke.shared.OfferId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Offers of the caller's merchant; others' do not exist here.
@RestController("apiOffersController")
@RequestMapping("/api/v1/offers")
@Allowed(Who.PROGRAM)
class OffersController {

  private final Catalog catalog;
  private final Ids ids;

  OffersController(Catalog catalog, Ids ids) {
    this.catalog = catalog;
    this.ids = ids;
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.OFFERS_READ)
  @Call(does = "All offers that are not withdrawn, the oldest first.", answers = OfferShown.class)
  @GetMapping
  Listed<OfferShown> offers(
      ApiToken caller,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var after = cursor == null ? null : new OfferId(cursor);
    return Listed.of(
        catalog.ofMerchant(caller.merchant(), after, Listed.size(limit)),
        OfferShown::of,
        Offer::id);
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.OFFERS_READ)
  @Call(does = "One offer with its details.", answers = OfferShown.class, refuses = 404)
  @GetMapping("/{offer}")
  ResponseEntity<Object> offer(ApiToken caller, @PathVariable OfferId offer) {
    return own(caller, offer).map(this::shown).orElseGet(Refusal::missing);
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.OFFERS_WRITE)
  @Call(
      does = "Writes a new offer, as a draft.",
      status = 201,
      takes = OfferWritten.class,
      answers = OfferShown.class,
      refuses = {404, 422})
  @PostMapping
  ResponseEntity<Object> create(
      ApiToken caller, @RequestBody OfferWritten written, HttpServletRequest request) {
    var id = new OfferId(IdempotencyFilter.callId(request).orElseGet(ids::next));
    try {
      var draft = written.draft(catalog.currency());
      return answer(catalog.create(id, caller.merchant(), draft, caller.person()), 201);
    } catch (IllegalArgumentException e) {
      return unknownKind();
    }
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.OFFERS_WRITE)
  @Call(
      does = "Changes what is sent, on the version that is sent.",
      takes = OfferWritten.class,
      answers = OfferShown.class,
      refuses = {404, 409, 422})
  @PatchMapping("/{offer}")
  ResponseEntity<Object> change(
      ApiToken caller, @PathVariable OfferId offer, @RequestBody OfferWritten written) {
    var before = own(caller, offer);
    if (before.isEmpty()) {
      return Refusal.missing();
    }
    if (written.version() == null) {
      return Refusal.of(422, "unfit", "say on which version", "fields", new String[] {"version"});
    }
    try {
      var draft = written.draft(before.get(), catalog.details(offer));
      var saved = catalog.edit(caller.merchant(), offer, written.version(), draft, caller.person());
      return answer(saved, 200);
    } catch (IllegalArgumentException e) {
      return unknownKind();
    }
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.OFFERS_WRITE)
  @Call(does = "Shows an offer to buyers.", answers = OfferShown.class, refuses = 404)
  @PostMapping("/{offer}/list")
  ResponseEntity<Object> list(ApiToken caller, @PathVariable OfferId offer) {
    return moved(caller, offer, catalog.list(caller.merchant(), offer));
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.OFFERS_WRITE)
  @Call(
      does = "Takes an offer off the shelf for a while.",
      answers = OfferShown.class,
      refuses = 404)
  @PostMapping("/{offer}/pause")
  ResponseEntity<Object> pause(ApiToken caller, @PathVariable OfferId offer) {
    return moved(caller, offer, catalog.pause(caller.merchant(), offer));
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.OFFERS_WRITE)
  @Call(does = "Takes an offer back for good.", answers = OfferShown.class, refuses = 404)
  @PostMapping("/{offer}/withdraw")
  ResponseEntity<Object> withdraw(ApiToken caller, @PathVariable OfferId offer) {
    return moved(caller, offer, catalog.withdraw(caller.merchant(), offer));
  }

  private ResponseEntity<Object> moved(ApiToken caller, OfferId id, boolean moved) {
    return moved ? own(caller, id).map(this::shown).orElseGet(Refusal::missing) : Refusal.missing();
  }

  private ResponseEntity<Object> answer(Saved saved, int status) {
    return switch (saved) {
      case Saved.Done done ->
          ResponseEntity.status(status)
              .location(URI.create("/api/v1/offers/" + done.offer().id()))
              .body(OfferShown.of(done.offer(), catalog.details(done.offer().id())));
      case Saved.Unfit unfit ->
          Refusal.of(422, "unfit", "some fields do not fit", "fields", unfit.fields());
      case Saved.ChangedMeanwhile changed ->
          Refusal.of(
              409,
              "changed-meanwhile",
              "the offer stands at another version",
              "version",
              changed.current().version());
      case Saved.NoSuchOffer _ -> Refusal.missing();
    };
  }

  private static ResponseEntity<Object> unknownKind() {
    return Refusal.of(422, "unfit", "there is no such kind, delivery or input kind");
  }

  private ResponseEntity<Object> shown(Offer offer) {
    return ResponseEntity.ok(OfferShown.of(offer, catalog.details(offer.id())));
  }

  private Optional<Offer> own(ApiToken caller, OfferId id) {
    return catalog.offer(id).filter(offer -> offer.merchant().equals(caller.merchant()));
  }
}
