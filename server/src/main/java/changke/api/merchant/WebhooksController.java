package changke.api.merchant;

import changke.identity.Allowed;
import changke.identity.ApiToken;
import changke.identity.Scope;
import changke.identity.Who;
import changke.shared.Slice;
import changke.webhooks.Adding;
import changke.webhooks.Owner;
import changke.webhooks.Webhooks;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Addresses that are told what happens in the shop.
@RestController("apiWebhooksController")
@RequestMapping("/api/v1/webhooks")
@Allowed(Who.PROGRAM)
class WebhooksController {

  private final Webhooks webhooks;

  WebhooksController(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.WEBHOOKS_READ)
  @Call(does = "The shop's webhook addresses, the oldest first.", answers = HookShown.class)
  @GetMapping
  Listed<HookShown> webhooks(ApiToken caller) {
    var all = webhooks.of(Owner.shop(caller.merchant()));
    return Listed.of(new Slice<>(all, 0, false), HookShown::of, one -> one.id());
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.WEBHOOKS_WRITE)
  @Call(
      does = "Adds an address; the secret that signs is in this answer only.",
      status = 201,
      takes = HookWritten.class,
      answers = HookShown.class,
      refuses = 422)
  @PostMapping
  ResponseEntity<Object> addWebhook(ApiToken caller, @RequestBody HookWritten written) {
    return switch (webhooks.add(Owner.shop(caller.merchant()), written.draft(), caller.person())) {
      case Adding.Added added ->
          ResponseEntity.status(201).body(HookShown.of(added.endpoint(), added.secret()));
      case Adding.Saved saved -> ResponseEntity.ok(HookShown.of(saved.endpoint()));
      case Adding.Unfit unfit ->
          Refusal.of(
              422,
              "unfit",
              "this address cannot be told: "
                  + unfit.flaw().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              "fields",
              List.of("url", "kinds"));
    };
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.WEBHOOKS_WRITE)
  @Call(
      does = "Removes an address with its secret and its deliveries, and answers with it.",
      answers = HookShown.class,
      refuses = 404)
  @DeleteMapping("/{webhook}")
  ResponseEntity<Object> removeWebhook(ApiToken caller, @PathVariable UUID webhook) {
    var owner = Owner.shop(caller.merchant());
    var before = webhooks.find(owner, webhook);
    return before.isPresent() && webhooks.remove(owner, webhook, caller.person())
        ? ResponseEntity.ok(HookShown.of(before.get()))
        : Refusal.missing();
  }
}
