package changke.messaging;

import changke.messaging.VariableType.Reader;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What people were told, what they were not told, and why. The person and the operators read the
/// same rows.
@Component
public class MessageLog {

  private final ToldRows rows;
  private final MessageTemplates templates;
  private final Contacts contacts;
  private final Clock clock;

  MessageLog(ToldRows rows, MessageTemplates templates, Contacts contacts, Clock clock) {
    this.rows = rows;
    this.templates = templates;
    this.contacts = contacts;
    this.clock = clock;
  }

  /// Which messages are asked for; null and empty are all.
  public record Filter(Told.@Nullable State state, @Nullable Reason reason, String source) {}

  /// How one source fared.
  public record Tally(
      String source,
      long asked,
      long sent,
      long waiting,
      long withheld,
      long read,
      long followed) {}

  /// How often something was withheld for one reason.
  public record Refusals(Reason reason, long times) {}

  public Optional<Told> find(UUID id) {
    return rows.find(id).map(this::written);
  }

  /// Everything that the person was or was not told, the newest first.
  public Slice<Told> of(PersonId person, int page, int size) {
    return cut(rows.of(person, size + 1, page * size), page, size);
  }

  public Slice<Told> recent(Filter filter, int page) {
    var size = Slice.DEFAULT_SIZE;
    return cut(rows.recent(filter, size + 1, page * size), page, size);
  }

  /// By source, of those whose names begin so: `journey:newcomer:`.
  public List<Tally> tally(String sourcePrefix, Instant from, Instant until) {
    return rows.tally(sourcePrefix, from, until);
  }

  /// Why messages were withheld since then, the most frequent reason first.
  public List<Refusals> refusals(Instant from) {
    return rows.refusals(from);
  }

  /// What lies in the person's inbox, as it arrived.
  public Slice<Told> inbox(PersonId person, int page, int size) {
    return cut(rows.inbox(person, size + 1, page * size), page, size);
  }

  /// How many messages in the inbox are new; 100 stands for more.
  public int unread(PersonId person) {
    return rows.unread(person);
  }

  /// Marks one message of the inbox as read or new again.
  public void see(PersonId person, UUID message, boolean seen) {
    rows.see(person, message, seen, clock.instant());
  }

  public void seeAll(PersonId person) {
    rows.see(person, null, true, clock.instant());
  }

  /// Notes that somebody went where the message leads.
  public void follow(UUID message) {
    rows.follow(message, clock.instant());
  }

  private Slice<Told> cut(List<ToldRows.Row> found, int page, int size) {
    return Slice.cut(found.stream().map(this::written).toList(), page, size);
  }

  private Told written(ToldRows.Row row) {
    var template = templates.version(row.template(), row.version());
    var contact = contacts.find(row.person()).orElse(null);
    var reader =
        new Reader(
            contact == null ? Locale.ENGLISH : contact.language(),
            contact == null ? ZoneId.of("UTC") : contact.zone(),
            "");
    var variables = Variables.read(row.variables());
    var text = Stationery.write(template, variables, contact == null ? "" : contact.name(), reader);
    return new Told(
        row.id(),
        row.person(),
        row.template(),
        row.version(),
        row.purpose(),
        template.topic(),
        row.priority(),
        row.source(),
        row.why(),
        variables,
        text.subject(),
        text.text(),
        Stationery.link(template, variables),
        row.state(),
        row.reason(),
        row.due(),
        row.asked(),
        row.ended(),
        row.read(),
        row.followed(),
        row.chosenHour(),
        row.propensity(),
        row.ways());
  }
}
