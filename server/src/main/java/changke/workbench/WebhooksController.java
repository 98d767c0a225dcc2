package changke.workbench;

import changke.counter.HookDeliveryPage;
import changke.counter.HookPage;
import changke.counter.HookPlace;
import changke.counter.Hooks;
import changke.counter.HooksPage;
import changke.identity.Allowed;
import changke.identity.Who;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.pages.Redirect;
import changke.webhooks.Owner;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Addresses of a shop that are told what happened. Who works here may look, try and send again; an
/// owner changes them.
@Controller("workbenchWebhooks")
@Allowed(Who.MERCHANT)
class WebhooksController {

  private static final String LIST = "/workbench/{shop}/webhooks";
  private static final String ONE = LIST + "/{id}";

  private final Hooks hooks;
  private final Merchants merchants;

  WebhooksController(Hooks hooks, Merchants merchants) {
    this.hooks = hooks;
    this.merchants = merchants;
  }

  @GetMapping(LIST)
  HooksPage list(Desk desk) {
    return hooks.list(place(desk));
  }

  @PostMapping(LIST)
  @Allowed(value = Who.MERCHANT, fresh = true)
  Object add(
      Desk desk,
      @RequestParam String url,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(required = false) @Nullable List<String> kind) {
    return hooks.add(place(desk), url, note, kind);
  }

  @GetMapping(ONE)
  HookPage show(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "0") int page) {
    return hooks.show(place(desk), id, state, page);
  }

  @PostMapping(ONE)
  @Allowed(value = Who.MERCHANT, fresh = true)
  Object edit(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam String url,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(required = false) @Nullable List<String> kind) {
    return hooks.edit(place(desk), id, url, note, kind);
  }

  @PostMapping(ONE + "/rotate")
  @Allowed(value = Who.MERCHANT, fresh = true)
  HookPage rotate(Desk desk, @PathVariable UUID id) {
    return hooks.rotate(place(desk), id);
  }

  @PostMapping(ONE + "/off")
  Redirect off(Desk desk, @PathVariable UUID id) {
    return hooks.turn(place(desk), id, false);
  }

  @PostMapping(ONE + "/on")
  Redirect on(Desk desk, @PathVariable UUID id) {
    return hooks.turn(place(desk), id, true);
  }

  @PostMapping(ONE + "/remove")
  @Allowed(value = Who.MERCHANT, fresh = true)
  Redirect remove(Desk desk, @PathVariable UUID id) {
    return hooks.remove(place(desk), id);
  }

  @PostMapping(ONE + "/test")
  Redirect test(Desk desk, @PathVariable UUID id) {
    return hooks.test(place(desk), id);
  }

  @PostMapping(ONE + "/replay")
  Redirect replaySince(
      Desk desk, @PathVariable UUID id, @RequestParam(defaultValue = "") String since) {
    return hooks.replaySince(place(desk), id, since);
  }

  @GetMapping(ONE + "/deliveries/{delivery}")
  HookDeliveryPage delivery(Desk desk, @PathVariable UUID id, @PathVariable UUID delivery) {
    return hooks.delivery(place(desk), id, delivery);
  }

  @PostMapping(ONE + "/deliveries/{delivery}/replay")
  Redirect replay(Desk desk, @PathVariable UUID id, @PathVariable UUID delivery) {
    return hooks.replay(place(desk), id, delivery);
  }

  private HookPlace place(Desk desk) {
    var owns =
        merchants.staff(desk.merchant()).stream()
            .anyMatch(
                clerk -> clerk.person().equals(desk.person()) && clerk.role() == Clerk.Role.OWNER);
    return new HookPlace(
        Owner.shop(desk.merchant()), desk.console(), desk.path("/webhooks"), desk.person(), owns);
  }
}
