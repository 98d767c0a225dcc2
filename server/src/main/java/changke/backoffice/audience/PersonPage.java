package changke.backoffice.audience;

import changke.audience.Choice;
import changke.audience.Profile;
import changke.audience.Profiles;
import changke.audience.Segment;
import changke.audience.Segments;
import changke.pages.Frame;
import changke.pages.Page;
import changke.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything that is known of one person or merchant, and why.
///
/// @param account the account's id when the person signed up here
/// @param mine the segments with the conditions that are met
record PersonPage(
    UUID id,
    String name,
    @Nullable String email,
    @Nullable UUID account,
    Choice choice,
    @Nullable Profile profile,
    Profiles.Knowledge known,
    List<Membership> mine,
    List<Moment> moments)
    implements Page {

  /// That somebody belongs to a segment, since when and by which conditions.
  record Membership(Segment segment, Instant since, List<Segments.Reason> reasons) {}

  /// What a line of the timeline says: words behind keys, money with its currency.
  static String say(Moment moment, Frame frame) {
    var parameters =
        moment.parameters().stream()
            .map(one ->
                one instanceof Money money
                    ? frame.money(money)
                    : one instanceof String text && KindNames.isKey(text) ? frame.say(text) : one)
            .toArray();
    return frame.say(moment.word(), parameters);
  }
}
