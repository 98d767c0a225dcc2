package changke.counter;

import changke.identity.RefusedException;
import changke.pages.Frames;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.webhooks.Adding;
import changke.webhooks.Delivery;
import changke.webhooks.Endpoint;
import changke.webhooks.EndpointDraft;
import changke.webhooks.EventKind;
import changke.webhooks.Webhooks;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a console does with webhooks; the controllers say whose they are and who may.
@Component
public class Hooks {

  private static final int LAST_PAGE = 1000;

  private final Webhooks webhooks;
  private final Frames frames;

  Hooks(Webhooks webhooks, Frames frames) {
    this.webhooks = webhooks;
    this.frames = frames;
  }

  public HooksPage list(HookPlace place) {
    return new HooksPage(place, webhooks.of(place.owner()), null, null);
  }

  /// Answers with the page of the new address itself: the secret lies in no cookie and no session.
  public Object add(HookPlace place, String url, String note, @Nullable List<String> kinds) {
    changing(place);
    var draft = new EndpointDraft(url, note, known(kinds));
    return switch (webhooks.add(place.owner(), draft, place.person())) {
      case Adding.Added added -> page(place, added.endpoint(), null, 0, added.secret(), null);
      case Adding.Saved saved -> page(place, saved.endpoint(), null, 0, null, null);
      case Adding.Unfit unfit ->
          new HooksPage(place, webhooks.of(place.owner()), draft, unfit.flaw());
    };
  }

  public HookPage show(HookPlace place, UUID id, String state, int page) {
    return page(place, found(place, id), state(state), page, null, null);
  }

  public Object edit(
      HookPlace place, UUID id, String url, String note, @Nullable List<String> kinds) {
    changing(place);
    var draft = new EndpointDraft(url, note, known(kinds));
    return switch (webhooks
        .edit(place.owner(), id, draft, place.person())
        .orElseThrow(NotFoundException::new)) {
      case Adding.Unfit unfit -> page(place, found(place, id), null, 0, null, unfit.flaw());
      case Adding.Added _, Adding.Saved _ ->
          Redirect.to(place.path(id)).saying("webhooks.done.saved");
    };
  }

  public HookPage rotate(HookPlace place, UUID id) {
    changing(place);
    var secret =
        webhooks.rotate(place.owner(), id, place.person()).orElseThrow(NotFoundException::new);
    return page(place, found(place, id), null, 0, secret, null);
  }

  public Redirect turn(HookPlace place, UUID id, boolean on) {
    changing(place);
    found(place, id);
    var done =
        on
            ? webhooks.switchOn(place.owner(), id, place.person())
            : webhooks.switchOff(place.owner(), id, place.person());
    return Redirect.to(place.path(id))
        .saying(!done ? "webhooks.done.not" : on ? "webhooks.done.on" : "webhooks.done.off");
  }

  public Redirect remove(HookPlace place, UUID id) {
    changing(place);
    if (!webhooks.remove(place.owner(), id, place.person())) {
      throw new NotFoundException();
    }
    return Redirect.to(place.path()).saying("webhooks.done.removed");
  }

  public Redirect test(HookPlace place, UUID id) {
    found(place, id);
    return Redirect.to(place.path(id))
        .saying(webhooks.test(place.owner(), id) ? "webhooks.done.tested" : "webhooks.done.isOff");
  }

  /// Everything that failed or was missed since the beginning of a day.
  public Redirect replaySince(HookPlace place, UUID id, String since) {
    found(place, id);
    var back = Redirect.to(place.path(id));
    try {
      var start = LocalDate.parse(since).atStartOfDay(frames.zone()).toInstant();
      return back.saying(
          webhooks.replaySince(place.owner(), id, start) > 0
              ? "webhooks.done.replayed"
              : "webhooks.done.nothing");
    } catch (DateTimeParseException e) {
      return back.saying("webhooks.done.noDay");
    }
  }

  public HookDeliveryPage delivery(HookPlace place, UUID id, UUID delivery) {
    var sent = webhooks.delivery(place.owner(), id, delivery).orElseThrow(NotFoundException::new);
    return new HookDeliveryPage(place, found(place, id), sent, webhooks.tries(sent));
  }

  public Redirect replay(HookPlace place, UUID id, UUID delivery) {
    if (webhooks.delivery(place.owner(), id, delivery).isEmpty()) {
      throw new NotFoundException();
    }
    return Redirect.to(place.path(id) + "/deliveries/" + delivery)
        .saying(
            webhooks.replay(place.owner(), id, delivery)
                ? "webhooks.done.replayed"
                : "webhooks.done.not");
  }

  private HookPage page(
      HookPlace place,
      Endpoint endpoint,
      Delivery.@Nullable State state,
      int page,
      @Nullable String secret,
      Adding.@Nullable Flaw flaw) {
    var number = Math.clamp(page, 0, LAST_PAGE);
    var sent = webhooks.deliveries(place.owner(), endpoint.id(), state, number);
    return new HookPage(place, endpoint, sent, state, secret, flaw);
  }

  private Endpoint found(HookPlace place, UUID id) {
    return webhooks.find(place.owner(), id).orElseThrow(NotFoundException::new);
  }

  private static void changing(HookPlace place) {
    if (!place.mayChange()) {
      throw new RefusedException(false);
    }
  }

  private static Set<EventKind> known(@Nullable List<String> kinds) {
    return kinds == null
        ? Set.of()
        : kinds.stream()
            .map(EventKind::of)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static Delivery.@Nullable State state(String name) {
    return Arrays.stream(Delivery.State.values())
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
