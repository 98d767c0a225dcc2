package changke.storefront.messages;

import changke.messaging.Calm;
import changke.messaging.Channel;
import changke.messaging.MessageChoices;
import changke.messaging.QuietHours;
import changke.messaging.Topic;
import changke.pages.Page;
import changke.storefront.Front;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What comes, where, how often and when.
///
/// @param action where the form goes: the member's own page, or one behind a signed link
/// @param channels those that can reach the person
/// @param vapid the key that browsers subscribe with; null where the reader is not signed in
/// @param said what was said before, the newest first; empty where the reader is not signed in
record ChoicesPage(
    Front front,
    String action,
    List<Channel> channels,
    Map<Channel, Set<Topic>> wanted,
    Calm own,
    Calm house,
    ZoneId zone,
    @Nullable String vapid,
    List<MessageChoices.Word> said)
    implements Page {

  static final List<String> DAY = ChoicesForm.DAY;
  static final List<String> WEEK = ChoicesForm.WEEK;

  boolean wants(Channel channel, Topic topic) {
    return wanted.getOrDefault(channel, Set.of()).contains(topic);
  }

  /// `house`, `none` or `own`.
  String quiet() {
    var quiet = own.quiet();
    return quiet == null ? "house" : quiet.from().equals(quiet.to()) ? "none" : "own";
  }

  /// The hours that the form shows.
  QuietHours hours() {
    var quiet = own.quiet();
    var shown = quiet == null || quiet.from().equals(quiet.to()) ? house.quiet() : quiet;
    return java.util.Objects.requireNonNull(shown);
  }

  static String code(changke.messaging.Cap cap) {
    var code = cap.code();
    return code == null ? "" : code;
  }
}
