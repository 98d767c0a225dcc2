package changke.storefront.messages;

import changke.messaging.Calm;
import changke.messaging.Cap;
import changke.messaging.Channel;
import changke.messaging.QuietHours;
import changke.messaging.Topic;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the form about messages brought: `CHANNEL-TOPIC` for every cell that is ticked, a cap for
/// day and week, and quiet hours. Whatever it is, it is read or refused as a whole.
record ChoicesForm(Map<Channel, Set<Topic>> wanted, Calm calm) {

  /// The caps that can be chosen: as the house says, a number, or none.
  static final List<String> DAY = List.of("", "none", "0", "1", "2", "3", "5");

  static final List<String> WEEK = List.of("", "none", "0", "1", "2", "3", "5", "7", "10");

  /// Empty when something in it is none of ours.
  static Optional<ChoicesForm> read(
      Set<String> ticked,
      Set<Channel> shown,
      String perDay,
      String perWeek,
      String quiet,
      String from,
      String to) {
    try {
      var wanted = new EnumMap<Channel, Set<Topic>>(Channel.class);
      shown.forEach(channel -> wanted.put(channel, EnumSet.noneOf(Topic.class)));
      for (var cell : ticked) {
        var pair = cell.split("-", 2);
        var topics = wanted.get(Channel.valueOf(pair[0]));
        if (topics != null) {
          topics.add(Topic.valueOf(pair[1]));
        }
      }
      return Optional.of(
          new ChoicesForm(
              wanted, new Calm(cap(perDay, DAY), cap(perWeek, WEEK), quiet(quiet, from, to))));
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Cap cap(String code, List<String> allowed) {
    if (!allowed.contains(code)) {
      throw new IllegalArgumentException(code);
    }
    return Cap.parse(code);
  }

  private static @Nullable QuietHours quiet(String quiet, String from, String to) {
    return switch (quiet) {
      case "house" -> null;
      case "none" -> new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
      case "own" -> new QuietHours(LocalTime.parse(from), LocalTime.parse(to));
      default -> throw new IllegalArgumentException(quiet);
    };
  }
}
