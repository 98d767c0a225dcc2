package changke.payments;

import changke.identity.Approvals;
import changke.identity.Audit;
import changke.identity.Right;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The ways to pay as operators arrange them. Secrets go in and never come out; addresses of
/// gateways change together with them, after the same delay and with a second operator's yes,
/// because money follows both.
@Component
public class PaymentChannels {

  /// A provider that channels can be opened with.
  public record Kind(String name, List<ChannelField> fields, Set<Capability> capabilities) {}

  private static final Logger LOG = LoggerFactory.getLogger(PaymentChannels.class);
  private static final String CHANGE = "channel.change";

  private final Channels channels;
  private final Credentials credentials;
  private final Asking asking;
  private final PaymentLetters letters;
  private final PaymentSettings settings;
  private final Approvals approvals;
  private final Audit audit;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;

  PaymentChannels(
      Channels channels,
      Credentials credentials,
      Asking asking,
      PaymentLetters letters,
      PaymentSettings settings,
      Approvals approvals,
      Audit audit,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock) {
    this.channels = channels;
    this.credentials = credentials;
    this.asking = asking;
    this.letters = letters;
    this.settings = settings;
    this.approvals = approvals;
    this.audit = audit;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
  }

  /// What can be added: every provider but the sandbox, which gives goods away.
  public List<Kind> kinds() {
    return asking.providers().stream()
        .filter(provider -> !provider.name().equals(SandboxProvider.NAME))
        .map(PaymentChannels::kind)
        .toList();
  }

  public Optional<Kind> kind(String provider) {
    return kinds().stream().filter(kind -> kind.name().equals(provider)).findFirst();
  }

  /// All of them, in their order.
  public List<Channel> all() {
    return channels.all();
  }

  public Optional<Channel> find(ChannelId id) {
    return channels.find(id);
  }

  /// What a channel's provider can do.
  public Set<Capability> capabilities(Channel channel) {
    return asking.provider(channel).map(Provider::capabilities).orElse(Set.of());
  }

  /// The settings that count now, or those that will when none count yet, without the secrets.
  public Map<String, String> settings(Channel channel) {
    return Provider.Access.of(channel, sealed(channel.id())).channel().settings();
  }

  private Map<String, String> sealed(ChannelId id) {
    var now = credentials.at(id, clock.instant());
    return now.isEmpty() ? credentials.newest(id) : now;
  }

  public List<CredentialChange> changes(ChannelId id) {
    return credentials.history(id);
  }

  /// The change that waits, if one does.
  public Optional<CredentialChange> waiting(ChannelId id) {
    return credentials.history(id).stream().filter(one -> one.waits(clock.instant())).findFirst();
  }

  /// The open channels that can send money to people, by their provider's name.
  public List<Channel> senders() {
    return channels.live(clock.instant()).stream()
        .filter(channel -> capabilities(channel).contains(Capability.TRANSFER))
        .toList();
  }

  /// Where forms of buyers may lead to: the gateways of what is open now. A channel whose secrets
  /// do not open leads nowhere and takes nothing from the others.
  public Set<String> origins() {
    var origins = new HashSet<String>();
    channels.live(clock.instant()).forEach(channel -> origins.addAll(origins(channel)));
    return origins;
  }

  private Set<String> origins(Channel channel) {
    try {
      return asking
          .provider(channel)
          .map(provider -> provider.origins(asking.access(channel).channel()))
          .orElse(Set.of());
    } catch (IllegalStateException e) {
      LOG.warn("The gateway of channel {} is not known: {}", channel.id(), e.getMessage());
      return Set.of();
    }
  }

  /// Opens a channel. The first real one counts at once, later ones after the delay: a new channel
  /// is as good a way to lead money astray as a new key.
  @Transactional
  public ChannelSaved add(
      String provider, Words name, Map<String, String> typed, PersonId by, String from) {
    var kind = kind(provider);
    if (kind.isEmpty()) {
      return new ChannelSaved.NoSuchChannel();
    }
    var merged = ChannelRules.merged(kind.get().fields(), Map.of(), typed);
    var problems =
        new LinkedHashMap<>(
            ChannelRules.problems(
                kind.get().fields(), ChannelRules.named(kind.get().fields(), merged)));
    if (tooLong(name.zh()) || tooLong(name.en())) {
      problems.put("name", "missing");
    }
    if (!problems.isEmpty()) {
      return new ChannelSaved.Unfit(problems);
    }
    var now = clock.instant();
    var first = channels.all().stream().allMatch(PaymentChannels::harmless);
    var channel = new Channel(new ChannelId(ids.next()), provider, name, null, Map.of(), true);
    channels.add(channel, now);
    arrange(channel, channels.all().size());
    var activeFrom = first ? now : now.plus(settings.credentialDelay());
    return save(channel, merged, now, activeFrom, by, from, "added");
  }

  /// Changes what a channel needs, after the delay. Secrets that are left blank stay. A change that
  /// no second operator has allowed yet gives way to this one.
  @Transactional
  public ChannelSaved change(ChannelId id, Map<String, String> typed, PersonId by, String from) {
    var channel = channels.find(id);
    var kind = channel.flatMap(one -> kind(one.provider()));
    if (channel.isEmpty() || kind.isEmpty()) {
      return new ChannelSaved.NoSuchChannel();
    }
    var now = clock.instant();
    var fields = kind.get().fields();
    var merged = ChannelRules.merged(fields, sealed(id), typed);
    var problems = ChannelRules.problems(fields, ChannelRules.named(fields, merged));
    return problems.isEmpty()
        ? save(
            channel.get(), merged, now, now.plus(settings.credentialDelay()), by, from, "changed")
        : new ChannelSaved.Unfit(problems);
  }

  private ChannelSaved save(
      Channel channel,
      Map<String, String> merged,
      Instant askedAt,
      Instant activeFrom,
      PersonId by,
      String from,
      String what) {
    approvals.lapse(CHANGE, "channel " + channel.id() + " change ");
    var asked = CredentialChange.asked(ids.next(), by.toString(), from, askedAt, activeFrom);
    var change =
        activeFrom.isAfter(askedAt) && !allowed(channel, asked, by) ? asked.needingSecond() : asked;
    credentials.replace(channel.id(), by.toString(), askedAt);
    credentials.add(change, channel.id(), merged);
    letters.changing(channel, change);
    audit.note(by, "channel.credentials-" + what, "channel " + channel.id());
    facts.publishEvent(
        new CredentialChangeAsked(ids.next(), channel.id(), by.toString(), from, activeFrom));
    return new ChannelSaved.Done(channel.id(), activeFrom);
  }

  /// A second operator says yes on the channel's own page; whoever asked does not. False when it
  /// still waits.
  @Transactional
  public boolean allow(ChannelId id, PersonId by) {
    var waiting = waiting(id).filter(CredentialChange::waitsForSecond);
    return waiting.isPresent()
        && allowed(channels.find(id).orElseThrow(), waiting.get(), by)
        && counts(id, waiting.get().id(), by);
  }

  /// The same, said where all acts are listed that wait for a second person.
  @EventListener
  void on(Approvals.Decided decided) {
    if (!decided.what().equals(CHANGE)) {
      return;
    }
    var words = decided.about().split(" ");
    var id = ChannelId.of(words[1]);
    if (decided.granted()) {
      var by = decided.askedBy();
      if (approvals.ask(by, Right.PAYMENTS_CREDENTIALS, CHANGE, decided.about())
          == Approvals.Answer.GO) {
        counts(id, UUID.fromString(words[3]), decided.decidedBy());
      }
    } else {
      stop(id, decided.decidedBy());
    }
  }

  private boolean allowed(Channel channel, CredentialChange change, PersonId by) {
    return approvals.ask(
            by,
            Right.PAYMENTS_CREDENTIALS,
            CHANGE,
            "channel " + channel.id() + " change " + change.id())
        == Approvals.Answer.GO;
  }

  private boolean counts(ChannelId id, UUID change, PersonId by) {
    var counts = credentials.allow(id, change, clock.instant());
    if (counts) {
      audit.note(by, "channel.credentials-allowed", "channel " + id);
    }
    return counts;
  }

  /// Stops the change that waits; true when there was one.
  @Transactional
  public boolean stop(ChannelId id, PersonId by) {
    var now = clock.instant();
    if (credentials.stop(id, by.toString(), now) == 0) {
      return false;
    }
    approvals.lapse(CHANGE, "channel " + id + " change ");
    channels.find(id).ifPresent(channel -> letters.stopped(channel, by.toString(), now));
    audit.note(by, "channel.credentials-stopped", "channel " + id);
    return true;
  }

  @Transactional
  public void enable(ChannelId id, boolean enabled, PersonId by) {
    channels.enable(id, enabled);
    audit.note(by, enabled ? "channel.opened" : "channel.paused", "channel " + id);
  }

  /// Moves a channel one place up or down.
  @Transactional
  public void move(ChannelId id, boolean up, PersonId by) {
    var all = channels.all();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(id)) {
        arrange(all.get(i), up ? i - 1 : i + 1);
        audit.note(by, "channel.moved", "channel " + id);
        return;
      }
    }
  }

  private void arrange(Channel channel, int place) {
    var order = new ArrayList<>(channels.all().stream().map(Channel::id).toList());
    order.remove(channel.id());
    order.add(Math.clamp(place, 0, order.size()), channel.id());
    channels.arrange(Collections.unmodifiableList(order));
  }

  /// Asks the provider something harmless with the newest secrets, those that wait included. Must
  /// be called outside any transaction.
  ///
  /// @return what is wrong, or nothing
  public Optional<String> test(ChannelId id) {
    var channel = channels.find(id).orElseThrow();
    var provider = asking.provider(channel);
    if (provider.isEmpty()) {
      return Optional.of("no provider " + channel.provider());
    }
    try {
      provider.get().probe(Provider.Access.of(channel, credentials.newest(id)), clock.instant());
      return Optional.empty();
    } catch (ProviderException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static boolean harmless(Channel channel) {
    return Set.of(Channel.WALLET, SandboxProvider.NAME).contains(channel.provider());
  }

  private static boolean tooLong(String name) {
    return name.isBlank() || name.length() > 60;
  }

  private static Kind kind(Provider provider) {
    return new Kind(provider.name(), provider.fields(), provider.capabilities());
  }
}
