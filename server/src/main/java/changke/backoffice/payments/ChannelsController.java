package changke.backoffice.payments;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.payments.Channel;
import changke.payments.ChannelField;
import changke.payments.ChannelId;
import changke.payments.ChannelSaved;
import changke.payments.CredentialChange;
import changke.payments.PaymentChannels;
import changke.payments.Payments;
import changke.shared.PersonId;
import changke.shared.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The ways to pay. Whoever changes them needs the right and a fresh sign-in.
@Controller
@Allowed(Who.OPERATOR)
class ChannelsController {

  private static final String LIST = "/backoffice/payments/channels";

  private final PaymentChannels channels;
  private final Payments payments;
  private final Desk desk;
  private final Environment environment;

  ChannelsController(
      PaymentChannels channels, Payments payments, Desk desk, Environment environment) {
    this.channels = channels;
    this.payments = payments;
    this.desk = desk;
    this.environment = environment;
  }

  @GetMapping(LIST)
  ChannelsPage list(Person operator) {
    var waiting = new HashMap<ChannelId, CredentialChange>();
    for (var channel : channels.all()) {
      channels.waiting(channel.id()).ifPresent(change -> waiting.put(channel.id(), change));
    }
    return new ChannelsPage(
        desk.tabs("channels"),
        channels.all(),
        payments.channels().stream().map(Channel::id).toList(),
        waiting,
        channels.kinds(),
        operator.may(Right.PAYMENTS_CREDENTIALS));
  }

  @GetMapping(LIST + "/new/{provider}")
  @Allowed(value = Who.OPERATOR, right = Right.PAYMENTS_CREDENTIALS, fresh = true)
  ChannelPage form(@PathVariable String provider) {
    var kind = channels.kind(provider).orElseThrow(NotFoundException::new);
    return page(kind, null, Map.of(), Map.of(), true);
  }

  @PostMapping(LIST + "/new/{provider}")
  @Allowed(value = Who.OPERATOR, right = Right.PAYMENTS_CREDENTIALS, fresh = true)
  Object add(
      @PathVariable String provider,
      @RequestParam Map<String, String> fields,
      Person operator,
      HttpServletRequest request) {
    var kind = channels.kind(provider).orElseThrow(NotFoundException::new);
    var name =
        new Words(
            fields.getOrDefault("name-zh", "").strip(), fields.getOrDefault("name-en", "").strip());
    return switch (channels.add(
        provider, name, typed(kind, fields), operator.id(), request.getRemoteAddr())) {
      case ChannelSaved.Done done ->
          Redirect.to(LIST + "/" + done.channel()).saying("payments.channels.added");
      case ChannelSaved.Unfit unfit ->
          page(kind, null, settings(kind, fields), unfit.problems(), true);
      case ChannelSaved.NoSuchChannel none -> throw new NotFoundException();
    };
  }

  @GetMapping(LIST + "/{id}")
  ChannelPage one(@PathVariable UUID id, Person operator) {
    var channel = found(id);
    return page(
        channels.kind(channel.provider()).orElse(null),
        channel,
        channels.settings(channel),
        Map.of(),
        operator.may(Right.PAYMENTS_CREDENTIALS));
  }

  @PostMapping(LIST + "/{id}")
  @Allowed(value = Who.OPERATOR, right = Right.PAYMENTS_CREDENTIALS, fresh = true)
  Object change(
      @PathVariable UUID id,
      @RequestParam Map<String, String> fields,
      Person operator,
      HttpServletRequest request) {
    var channel = found(id);
    var kind = channels.kind(channel.provider()).orElseThrow(NotFoundException::new);
    return switch (channels.change(
        channel.id(), typed(kind, fields), operator.id(), request.getRemoteAddr())) {
      case ChannelSaved.Done done -> back(id).saying("payments.channels.changed");
      case ChannelSaved.Unfit unfit ->
          page(kind, channel, settings(kind, fields), unfit.problems(), true);
      case ChannelSaved.NoSuchChannel none -> throw new NotFoundException();
    };
  }

  /// Stopping a change is the safe direction, so it asks for the right only.
  @PostMapping(LIST + "/{id}/stop")
  @Allowed(value = Who.OPERATOR, right = Right.PAYMENTS_CREDENTIALS)
  Redirect stop(@PathVariable UUID id, Person operator) {
    return back(id)
        .saying(
            channels.stop(found(id).id(), operator.id())
                ? "payments.channels.stopped"
                : "payments.channels.nothingWaits");
  }

  @PostMapping(LIST + "/{id}/allow")
  @Allowed(value = Who.OPERATOR, right = Right.PAYMENTS_CREDENTIALS, fresh = true)
  Redirect allow(@PathVariable UUID id, Person operator) {
    return back(id)
        .saying(
            channels.allow(found(id).id(), operator.id())
                ? "payments.channels.allowed"
                : "payments.second.waits");
  }

  /// Pausing is the safe direction too.
  @PostMapping(LIST + "/{id}/pause")
  @Allowed(value = Who.OPERATOR, right = Right.PAYMENTS_CREDENTIALS)
  Redirect pause(@PathVariable UUID id, Person operator) {
    channels.enable(found(id).id(), false, operator.id());
    return Redirect.to(LIST).saying("payments.channels.paused");
  }

  @PostMapping(LIST + "/{id}/open")
  @Allowed(value = Who.OPERATOR, right = Right.PAYMENTS_CREDENTIALS, fresh = true)
  Redirect open(@PathVariable UUID id, Person operator) {
    channels.enable(found(id).id(), true, operator.id());
    return Redirect.to(LIST).saying("payments.channels.opened");
  }

  @PostMapping(LIST + "/{id}/move")
  @Allowed(value = Who.OPERATOR, right = Right.PAYMENTS_CREDENTIALS)
  Redirect move(
      @PathVariable UUID id, @RequestParam(defaultValue = "true") boolean up, Person operator) {
    channels.move(found(id).id(), up, operator.id());
    return Redirect.to(LIST);
  }

  @PostMapping(LIST + "/{id}/test")
  @Allowed(value = Who.OPERATOR, right = Right.PAYMENTS_CREDENTIALS)
  Object test(@PathVariable UUID id, Person operator) {
    var channel = found(id);
    var problem = channels.test(channel.id());
    return problem.isEmpty()
        ? back(id).saying("payments.channels.works")
        : page(
            channels.kind(channel.provider()).orElse(null),
            channel,
            channels.settings(channel),
            Map.of("test", problem.get()),
            operator.may(Right.PAYMENTS_CREDENTIALS));
  }

  private Channel found(UUID id) {
    return channels.find(new ChannelId(id)).orElseThrow(NotFoundException::new);
  }

  private static Redirect back(UUID id) {
    return Redirect.to(LIST + "/" + id);
  }

  private static Map<String, String> typed(PaymentChannels.Kind kind, Map<String, String> fields) {
    var typed = new HashMap<String, String>();
    kind.fields().forEach(f -> typed.put(f.name(), fields.getOrDefault("f-" + f.name(), "")));
    return typed;
  }

  /// What may be shown again after a mistake: names and settings, never a secret.
  private static Map<String, String> settings(
      PaymentChannels.Kind kind, Map<String, String> fields) {
    var shown = new HashMap<String, String>();
    kind.fields().stream()
        .filter(field -> !field.secret())
        .forEach(field -> shown.put(field.name(), fields.getOrDefault("f-" + field.name(), "")));
    shown.put("name-zh", fields.getOrDefault("name-zh", ""));
    shown.put("name-en", fields.getOrDefault("name-en", ""));
    return shown;
  }

  private ChannelPage page(
      PaymentChannels.@Nullable Kind kind,
      @Nullable Channel channel,
      Map<String, String> typed,
      Map<String, String> problems,
      boolean may) {
    List<CredentialChange> changes =
        channel == null ? List.of() : channels.changes(channel.id()).stream().limit(20).toList();
    var people = new HashMap<String, String>();
    for (var change : changes) {
      for (var by : new String[] {change.askedBy(), String.valueOf(change.stoppedBy())}) {
        people.put(by, by.length() == 36 ? desk.name(PersonId.of(by)) : by);
      }
    }
    return new ChannelPage(
        desk.tabs("channels"),
        kind,
        channel,
        typed,
        problems,
        changes,
        channel == null ? null : channels.waiting(channel.id()).orElse(null),
        people,
        channel == null
            ? null
            : environment.getProperty("changke.url", "")
                + "/api/pay/"
                + channel.provider()
                + "/"
                + channel.id(),
        may);
  }

  static boolean shownAsText(ChannelField field) {
    return field.shape() == ChannelField.Shape.PRIVATE_KEY
        || field.shape() == ChannelField.Shape.PUBLIC_KEY;
  }
}
