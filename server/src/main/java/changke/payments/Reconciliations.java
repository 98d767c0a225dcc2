package changke.payments;

import changke.shared.Slice;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Compares days with what providers say about them, where they can list one.
@Component
public class Reconciliations {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciliations.class);

  private final ReconciliationRows rows;
  private final Channels channels;
  private final Charges charges;
  private final Asking asking;
  private final PaymentSettings settings;
  private final Clock clock;

  Reconciliations(
      ReconciliationRows rows,
      Channels channels,
      Charges charges,
      Asking asking,
      PaymentSettings settings,
      Clock clock) {
    this.rows = rows;
    this.channels = channels;
    this.charges = charges;
    this.asking = asking;
    this.settings = settings;
    this.clock = clock;
  }

  /// Latest days first.
  public Slice<Reconciliation> latest(int page, int size) {
    return Slice.cut(rows.latest(size + 1, page * size), page, size);
  }

  /// The day before, of every channel that can be compared.
  public void yesterday() {
    var day = LocalDate.ofInstant(clock.instant(), settings.zone()).minusDays(1);
    comparable().forEach(channel -> compare(channel.id(), day));
  }

  /// The channels whose providers list their days.
  public List<Channel> comparable() {
    return channels.all().stream()
        .filter(channel ->
            asking
                .provider(channel)
                .map(provider -> provider.capabilities().contains(Capability.STATEMENT))
                .orElse(false))
        .toList();
  }

  /// Compares a day now and keeps the result in place of an earlier one. What they have and we do
  /// not is asked about at once: a lost notification is found by that. Talks to the provider, so it
  /// must be called outside any transaction.
  public Optional<Reconciliation> compare(ChannelId id, LocalDate day) {
    var channel = comparable().stream().filter(one -> one.id().equals(id)).findFirst();
    return channel.map(one -> {
      var result = compared(one, day);
      if (result.differences().stream().anyMatch(this::found)) {
        result = compared(one, day);
      }
      rows.save(result);
      if (!result.differences().isEmpty()) {
        LOG.error(
            "Channel {} and its provider differ in {} lines on {}",
            id,
            result.differences().size(),
            day);
      }
      return result;
    });
  }

  private boolean found(Difference difference) {
    return difference.kind() == Difference.Kind.MISSING_HERE
        && difference.line() == StatementLine.Kind.PAID
        && charges
            .find(difference.reference())
            .filter(charge -> charge.state() != ChargeState.PAID)
            .map(asking::query)
            .filter(Provider.Answer.Paid.class::isInstance)
            .isPresent();
  }

  private Reconciliation compared(Channel channel, LocalDate day) {
    var provider = asking.provider(channel).orElseThrow();
    var access = asking.access(channel);
    try {
      var theirs = provider.statement(access, day, settings.zone());
      var before = provider.statement(access, day.minusDays(1), settings.zone());
      var after = provider.statement(access, day.plusDays(1), settings.zone());
      var around = new ArrayList<>(before);
      around.addAll(after);
      var known = new ArrayList<StatementLine>();
      var today = new ArrayList<StatementLine>();
      for (var kind : StatementLine.Kind.values()) {
        var numbers =
            theirs.stream().filter(l -> l.kind() == kind).map(StatementLine::number).toList();
        known.addAll(rows.known(channel.id(), kind, numbers));
        today.addAll(
            rows.between(
                channel.id(),
                kind,
                day.atStartOfDay(settings.zone()).toInstant(),
                day.plusDays(1).atStartOfDay(settings.zone()).toInstant()));
      }
      var differences = Reconciling.compare(theirs, around, Reconciling.byKey(known), today);
      var off = differences.stream().filter(d -> d.kind() != Difference.Kind.MISSING_THERE).count();
      return new Reconciliation(
          channel.id(),
          day,
          clock.instant(),
          theirs.size(),
          theirs.size() - (int) off,
          differences,
          null);
    } catch (ProviderException | IllegalArgumentException e) {
      return new Reconciliation(
          channel.id(), day, clock.instant(), 0, 0, List.of(), String.valueOf(e.getMessage()));
    }
  }
}
