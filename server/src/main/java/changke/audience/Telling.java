package changke.audience;

import changke.activity.Happening;
import changke.activity.Journal;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Appends transitions to the journal, in the transaction that makes them: both are there or none.
/// Somebody's first stage is no transition, while a segment is being founded nobody enters it, and
/// of who was erased nothing is told.
@Component
class Telling {

  private final Journal journal;
  private final SegmentRows segments;
  private final ErasedRows erased;
  private final Ids ids;
  private final Clock clock;

  Telling(Journal journal, SegmentRows segments, ErasedRows erased, Ids ids, Clock clock) {
    this.journal = journal;
    this.segments = segments;
    this.erased = erased;
    this.ids = ids;
    this.clock = clock;
  }

  void tell(Map<UUID, Profile> before, List<Portrait> now, Evaluation.Changes changes) {
    var facts = new ArrayList<Happening>();
    var profiles = new HashMap<>(before);
    for (var person : now) {
      var after = person.profile();
      var old = before.get(after.person());
      profiles.put(after.person(), after);
      if (old != null
          && old.stage() != null
          && after.stage() != null
          && old.stage() != after.stage()) {
        facts.add(
            fact(
                Kinds.STAGE_CHANGED,
                after,
                Map.of("from", old.stage().name(), "to", after.stage().name())));
      }
    }
    if (!changes.left().isEmpty()) {
      profiles
          .keySet()
          .removeAll(erased.among(changes.left().stream().map(MemberRows.Member::person).toList()));
    }
    facts.addAll(moves(profiles, changes));
    if (!facts.isEmpty()) {
      journal.appendAll(facts);
    }
  }

  private List<Happening> moves(Map<UUID, Profile> profiles, Evaluation.Changes changes) {
    if (changes.entered().isEmpty() && changes.left().isEmpty()) {
      return List.of();
    }
    var byId = new HashMap<UUID, Segment>();
    segments.all().forEach(segment -> byId.put(segment.id(), segment));
    var facts = new ArrayList<Happening>();
    add(Kinds.LEFT, changes.left(), profiles, byId, facts);
    add(Kinds.ENTERED, changes.entered(), profiles, byId, facts);
    return facts;
  }

  private void add(
      String kind,
      List<MemberRows.Member> members,
      Map<UUID, Profile> profiles,
      Map<UUID, Segment> byId,
      List<Happening> into) {
    for (var member : members) {
      var segment = byId.get(member.segment());
      var profile = profiles.get(member.person());
      if (segment != null && !segment.founding() && profile != null) {
        into.add(
            fact(
                kind,
                profile,
                Map.of(
                    "segment", segment.id().toString(),
                    "name", segment.name(),
                    "version", segment.version())));
      }
    }
  }

  private Happening fact(String kind, Profile about, Map<String, Object> what) {
    var properties = new HashMap<>(what);
    properties.put("unit", about.unit().name());
    if (about.unit() == Unit.MERCHANT) {
      properties.put("merchant_id", about.person().toString());
    }
    var buyer = about.unit() == Unit.BUYER;
    return Happening.own(
        ids.next(),
        kind,
        buyer && about.member() ? Optional.of(new PersonId(about.person())) : Optional.empty(),
        buyer && !about.member() ? Optional.of(about.person()) : Optional.empty(),
        clock.instant(),
        properties);
  }
}
