package changke.journeys;

import changke.audience.Rules;
import changke.audience.Segment;
import changke.audience.Segments;
import changke.audience.Unit;
import changke.shared.PersonId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The journeys that come with the program: whoever wants one begins with it as a draft.
@Component
public class Playbooks {

  private static final String FILE = "/journeys/playbooks.json";

  private final List<Playbook> all;
  private final Journeys journeys;
  private final Segments segments;

  Playbooks(Journeys journeys, Segments segments) {
    this.all = read();
    this.journeys = journeys;
    this.segments = segments;
  }

  public List<Playbook> all() {
    return all;
  }

  public Optional<Playbook> find(String key) {
    return all.stream().filter(one -> one.key().equals(key)).findFirst();
  }

  /// Makes a draft of it, and the segments that it needs; empty when there is no such playbook.
  @Transactional
  public Optional<Journeys.Made> begin(String key, PersonId by) {
    return find(key).map(one -> journeys.make(one.key(), definition(one, by), by));
  }

  private Definition definition(Playbook playbook, PersonId by) {
    var ids = new HashMap<String, UUID>();
    playbook.segments().forEach((name, needed) -> ids.put(name, segment(needed, by)));
    return filled(playbook, ids);
  }

  /// The definition with the ids of its segments.
  static Definition filled(Playbook playbook, Map<String, UUID> ids) {
    var json = playbook.draft();
    for (var id : ids.entrySet()) {
      json = json.replace("\"$" + id.getKey() + "\"", "\"" + id.getValue() + "\"");
    }
    return Definitions.kept(json);
  }

  private UUID segment(Playbook.Needed needed, PersonId by) {
    var there =
        segments.all().stream()
            .filter(one -> one.name().equals(needed.name()) && one.rule().equals(needed.rule()))
            .map(Segment::id)
            .findFirst();
    return there.orElseGet(() -> {
      var made = segments.make(needed.name(), Unit.BUYER, needed.rule(), by);
      if (made instanceof Segments.Kept.Done done) {
        return done.id();
      }
      throw new IllegalStateException("no room for the segment " + needed.name());
    });
  }

  static List<Playbook> read() {
    try (var in = Playbooks.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE);
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      var list = new Json("", Json.object().set("all", Json.MAPPER.readTree(text)));
      return list.list("all", Playbooks::playbook);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Playbook playbook(Json json) {
    var needed = new HashMap<String, Playbook.Needed>();
    json.at("segments")
        .node()
        .properties()
        .forEach(one -> needed.put(one.getKey(), needed(one.getValue())));
    return new Playbook(
        json.text("key"),
        Definitions.words(json.at("definition").at("title")),
        needed,
        json.list("waits", Definitions::words),
        json.at("definition").node().toString());
  }

  private static Playbook.Needed needed(tools.jackson.databind.JsonNode node) {
    return switch (Rules.read(node.get("rule").toString())) {
      case Rules.Read.Fine(var rule) -> new Playbook.Needed(node.get("name").asString(), rule);
      case Rules.Read.Unfit(var problem) -> throw new IllegalStateException("rule: " + problem);
    };
  }
}
