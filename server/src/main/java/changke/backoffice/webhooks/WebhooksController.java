package changke.backoffice.webhooks;

import changke.backoffice.Backoffice;
import changke.counter.HookDeliveryPage;
import changke.counter.HookPage;
import changke.counter.HookPlace;
import changke.counter.Hooks;
import changke.counter.HooksPage;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
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

/// Addresses of the platform itself, which are told about all shops.
@Controller("backofficeWebhooks")
@Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
class WebhooksController {

  private static final String LIST = "/backoffice/webhooks";
  private static final String ONE = LIST + "/{id}";

  private final Hooks hooks;

  WebhooksController(Hooks hooks) {
    this.hooks = hooks;
  }

  @GetMapping(LIST)
  HooksPage list(Person operator) {
    return hooks.list(place(operator));
  }

  @PostMapping(LIST)
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS, fresh = true)
  Object add(
      Person operator,
      @RequestParam String url,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(required = false) @Nullable List<String> kind) {
    return hooks.add(place(operator), url, note, kind);
  }

  @GetMapping(ONE)
  HookPage show(
      Person operator,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "0") int page) {
    return hooks.show(place(operator), id, state, page);
  }

  @PostMapping(ONE)
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS, fresh = true)
  Object edit(
      Person operator,
      @PathVariable UUID id,
      @RequestParam String url,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(required = false) @Nullable List<String> kind) {
    return hooks.edit(place(operator), id, url, note, kind);
  }

  @PostMapping(ONE + "/rotate")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS, fresh = true)
  HookPage rotate(Person operator, @PathVariable UUID id) {
    return hooks.rotate(place(operator), id);
  }

  @PostMapping(ONE + "/off")
  Redirect off(Person operator, @PathVariable UUID id) {
    return hooks.turn(place(operator), id, false);
  }

  @PostMapping(ONE + "/on")
  Redirect on(Person operator, @PathVariable UUID id) {
    return hooks.turn(place(operator), id, true);
  }

  @PostMapping(ONE + "/remove")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS, fresh = true)
  Redirect remove(Person operator, @PathVariable UUID id) {
    return hooks.remove(place(operator), id);
  }

  @PostMapping(ONE + "/test")
  Redirect test(Person operator, @PathVariable UUID id) {
    return hooks.test(place(operator), id);
  }

  @PostMapping(ONE + "/replay")
  Redirect replaySince(
      Person operator, @PathVariable UUID id, @RequestParam(defaultValue = "") String since) {
    return hooks.replaySince(place(operator), id, since);
  }

  @GetMapping(ONE + "/deliveries/{delivery}")
  HookDeliveryPage delivery(Person operator, @PathVariable UUID id, @PathVariable UUID delivery) {
    return hooks.delivery(place(operator), id, delivery);
  }

  @PostMapping(ONE + "/deliveries/{delivery}/replay")
  Redirect replay(Person operator, @PathVariable UUID id, @PathVariable UUID delivery) {
    return hooks.replay(place(operator), id, delivery);
  }

  private static HookPlace place(Person operator) {
    return new HookPlace(
        Owner.PLATFORM, Backoffice.CONSOLE, "/backoffice/webhooks", operator.id(), true);
  }
}
