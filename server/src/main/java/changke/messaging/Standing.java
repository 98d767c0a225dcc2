package changke.messaging;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How somebody stands towards one topic at one moment: read from the tables when a decision is
/// made, never kept.
///
/// @param consents what the person said about the topic, by channel; missing where nothing
/// @param browsers ids of subscriptions to push
/// @param phone a verified number
/// @param today marketing messages that have a place in the person's present day
/// @param weakest the least of today's messages that has not left yet
record Standing(
    Map<Channel, Boolean> consents,
    Calm own,
    Calm house,
    double holdout,
    boolean suppressed,
    List<String> browsers,
    @Nullable String phone,
    boolean phoneSuppressed,
    int today,
    int thisWeek,
    @Nullable Weakest weakest) {

  record Weakest(UUID id, Priority priority) {}

  /// The ways to the person, and why the others are none.
  record Ways(List<Address> open, @Nullable Reason none) {}

  /// The same with a telephone that is not to ring.
  Standing withoutPhone() {
    return new Standing(
        consents, own, house, holdout, suppressed, browsers, phone, true, today, thisWeek, weakest);
  }

  Calm calm() {
    return own.or(house).or(Calm.BUILT_IN);
  }

  /// Where a message may go. The inbox lies in the house, so it is open unless somebody closed it;
  /// everything that leaves the house wants a yes first when it is marketing.
  Ways ways(MessageTemplate template, Purpose purpose, Contact contact) {
    var marketing = purpose == Purpose.MARKETING;
    var open = new ArrayList<Address>();
    var closed = new EnumMap<Reason, Boolean>(Reason.class);
    for (var channel : template.draft().channels()) {
      var addresses = addresses(channel, contact, marketing);
      var wanted = !marketing || consents.getOrDefault(channel, channel == Channel.INBOX);
      if (addresses.isEmpty()) {
        closed.put(Reason.UNREACHABLE, true);
      } else if (!wanted) {
        closed.put(Reason.NO_CONSENT, true);
      } else if (marketing && isSuppressed(channel)) {
        closed.put(Reason.SUPPRESSED, true);
      } else {
        open.addAll(addresses);
      }
    }
    return new Ways(List.copyOf(open), open.isEmpty() ? worst(closed) : null);
  }

  private List<Address> addresses(Channel channel, Contact contact, boolean marketing) {
    return switch (channel) {
      case INBOX -> List.of(new Address(channel, ""));
      case EMAIL ->
          contact.verified() || !marketing
              ? List.of(new Address(channel, contact.email()))
              : List.of();
      case PUSH -> browsers.stream().map(one -> new Address(channel, one)).toList();
      case SMS -> phone == null ? List.of() : List.of(new Address(channel, phone));
    };
  }

  private boolean isSuppressed(Channel channel) {
    return switch (channel) {
      case EMAIL -> suppressed;
      case SMS -> phoneSuppressed;
      case INBOX, PUSH -> false;
    };
  }

  /// The reason that somebody can do most about.
  private static Reason worst(Map<Reason, Boolean> closed) {
    for (var reason : List.of(Reason.SUPPRESSED, Reason.NO_CONSENT)) {
      if (closed.containsKey(reason)) {
        return reason;
      }
    }
    return Reason.UNREACHABLE;
  }
}
