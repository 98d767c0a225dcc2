package changke.backoffice.payments;

import changke.identity.Identity;
import changke.identity.Person;
import changke.insights.Csv;
import changke.pages.Frames;
import changke.payments.Channel;
import changke.payments.ChannelId;
import changke.payments.PaymentChannels;
import changke.payments.PaymentRecords;
import changke.payments.Search;
import changke.payments.Withdrawals;
import changke.shared.PersonId;
import changke.shared.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// What every page about money needs.
@Component
class Desk {

  private static final int MOST_AT_ONCE = 100;

  private final PaymentRecords records;
  private final PaymentChannels channels;
  private final Withdrawals withdrawals;
  private final Identity identity;
  private final Frames frames;

  Desk(
      PaymentRecords records,
      PaymentChannels channels,
      Withdrawals withdrawals,
      Identity identity,
      Frames frames) {
    this.records = records;
    this.channels = channels;
    this.withdrawals = withdrawals;
    this.identity = identity;
    this.frames = frames;
  }

  Tabs tabs(String current) {
    var waiting = records.waiting();
    var open = new Search("", "open", null, null, null);
    var asked = withdrawals.search(open, 0, MOST_AT_ONCE).rows().size();
    return new Tabs(current, waiting.refunds(), waiting.surpluses(), asked);
  }

  ZoneId zone(Person reader) {
    return reader.zone();
  }

  List<Channel> channels() {
    return channels.all();
  }

  /// The names of all channels, for lists that only have ids.
  Map<ChannelId, Words> names() {
    var names = new HashMap<ChannelId, Words>();
    channels.all().forEach(channel -> names.put(channel.id(), channel.name()));
    return names;
  }

  /// The name of a person who moves money, or a dash.
  String name(@Nullable PersonId id) {
    return id == null ? "–" : identity.find(id).map(Person::name).orElse(id.toString());
  }

  /// What was ticked in a list; whatever is no id is left out.
  static List<UUID> ticked(@Nullable List<String> ids) {
    var ticked = new ArrayList<UUID>();
    for (var id : ids == null ? List.<String>of() : ids) {
      if (ticked.size() < MOST_AT_ONCE && id.matches("[0-9a-f-]{36}")) {
        ticked.add(UUID.fromString(id));
      }
    }
    return ticked;
  }

  String language(HttpServletRequest request) {
    return frames.language(request).getLanguage();
  }

  static ResponseEntity<byte[]> file(String name, Csv csv) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"")
        .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=utf-8")
        .body(("\uFEFF" + csv).getBytes(StandardCharsets.UTF_8));
  }
}
