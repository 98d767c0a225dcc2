package changke.audience;

import changke.engine.value.RfmScale;
import changke.rewards.Tiers;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks at people anew: computes their profiles as of today, finds which segments they belong to,
/// writes both, and tells what changed.
@Component
class Evaluation {

  private final IdentityRows identities;
  private final ActRows acts;
  private final DealRows deals;
  private final TraitRows traits;
  private final ChoiceRows choices;
  private final ThresholdRows thresholds;
  private final Scales scales;
  private final ProfileRows profiles;
  private final SegmentRows segments;
  private final MemberRows members;
  private final Telling telling;
  private final Tiers tiers;
  private final Clock clock;

  Evaluation(
      IdentityRows identities,
      ActRows acts,
      DealRows deals,
      TraitRows traits,
      ChoiceRows choices,
      ThresholdRows thresholds,
      Scales scales,
      ProfileRows profiles,
      SegmentRows segments,
      MemberRows members,
      Telling telling,
      Tiers tiers,
      Clock clock) {
    this.identities = identities;
    this.acts = acts;
    this.deals = deals;
    this.traits = traits;
    this.choices = choices;
    this.thresholds = thresholds;
    this.scales = scales;
    this.profiles = profiles;
    this.segments = segments;
    this.members = members;
    this.telling = telling;
    this.tiers = tiers;
    this.clock = clock;
  }

  /// Looks at these roots; who is none any more loses row and memberships. Nothing is told of a
  /// generation that does not count yet.
  void look(Generation generation, Collection<UUID> roots, boolean tell) {
    if (roots.isEmpty()) {
      return;
    }
    int number = generation.number();
    var before = profiles.of(number, roots);
    var people = portraits(generation, roots, clock.instant());
    var gone = new HashSet<>(roots);
    people.forEach(person -> gone.remove(person.profile().person()));
    profiles.save(number, people.stream().map(Portrait::profile).toList());
    profiles.remove(number, gone);
    var changes = memberships(generation, roots, people);
    members.add(number, changes.entered(), clock.instant());
    members.remove(number, changes.left());
    if (tell) {
      telling.tell(before, people, changes);
    }
  }

  /// The local day that it is.
  int today(Generation generation) {
    return Calendars.dayOf(generation.calendar(), clock.instant());
  }

  /// Who entered and who left which segments.
  record Changes(List<MemberRows.Member> entered, List<MemberRows.Member> left) {}

  private Changes memberships(
      Generation generation, Collection<UUID> roots, List<Portrait> people) {
    var now = belonging(generation, people, segments.all());
    var then = members.of(generation.number(), roots);
    var entered = new ArrayList<MemberRows.Member>();
    var left = new ArrayList<MemberRows.Member>();
    for (var person : roots) {
      var mine = now.getOrDefault(person, Set.of());
      var were = then.getOrDefault(person, Set.of());
      mine.stream()
          .filter(segment -> !were.contains(segment))
          .forEach(segment -> entered.add(new MemberRows.Member(segment, person)));
      were.stream()
          .filter(segment -> !mine.contains(segment))
          .forEach(segment -> left.add(new MemberRows.Member(segment, person)));
    }
    return new Changes(entered, left);
  }

  /// The segments that each of these people belongs to now. Who switched personalisation off
  /// belongs to none.
  Map<UUID, Set<UUID>> belonging(
      Generation generation, List<Portrait> people, List<Segment> among) {
    var found = new HashMap<UUID, Set<UUID>>();
    for (var unit : Unit.values()) {
      var rules = among.stream().filter(segment -> segment.unit() == unit).toList();
      var asked =
          people.stream()
              .filter(person -> person.profile().unit() == unit && person.personal())
              .toList();
      if (!rules.isEmpty() && !asked.isEmpty()) {
        var answers =
            new Matcher(rules.stream().map(Segment::rule).toList())
                .among(asked, generation.calendar(), today(generation));
        for (int i = 0; i < rules.size(); i++) {
          for (int member : answers.get(i).toArray()) {
            found
                .computeIfAbsent(asked.get(member).profile().person(), id -> new HashSet<>())
                .add(rules.get(i).id());
          }
        }
      }
    }
    return found;
  }

  /// Everything about these people as of a moment; who never did anything is not among them.
  List<Portrait> portraits(Generation generation, Collection<UUID> roots, Instant moment) {
    int number = generation.number();
    int today = Calendars.dayOf(generation.calendar(), moment);
    var families = new HashMap<UUID, List<IdentityRows.Row>>();
    var ids = new ArrayList<UUID>();
    for (var row : identities.families(number, roots)) {
      families.computeIfAbsent(row.root(), root -> new ArrayList<>()).add(row);
      ids.add(row.id());
    }
    var done = acts.of(number, ids);
    var sums = deals.sums(number, families.keySet());
    var said = traits.of(number, families.keySet());
    var impersonal = choices.impersonal(ids);
    var tier = tiers(families);
    var days = new EnumMap<Unit, Thresholds>(Unit.class);
    var scale = new EnumMap<Unit, Optional<RfmScale>>(Unit.class);
    var people = new ArrayList<Portrait>();
    families.forEach((root, family) -> {
      var unit = family.getFirst().unit();
      var person =
          Portrait.of(
              new Portrait.Material(
                  root,
                  unit,
                  family.stream().anyMatch(row -> row.id().equals(root) && row.house()),
                  family.stream().map(row -> done.getOrDefault(row.id(), Map.of())).toList(),
                  sums.getOrDefault(root, DealRows.Sum.NONE),
                  said.getOrDefault(root, Map.of())),
              days.computeIfAbsent(unit, thresholds::of),
              scale
                  .computeIfAbsent(unit, u -> Optional.ofNullable(scales.of(number, u, today)))
                  .orElse(null),
              family.stream().noneMatch(row -> impersonal.contains(row.id())),
              tier.getOrDefault(root, -1),
              today);
      if (person != null) {
        people.add(person);
      }
    });
    people.sort(java.util.Comparator.comparing(person -> person.profile().person()));
    return people;
  }

  private Map<UUID, Integer> tiers(Map<UUID, List<IdentityRows.Row>> families) {
    var people = new ArrayList<PersonId>();
    families.forEach((root, family) -> {
      if (family.stream().anyMatch(row -> row.id().equals(root) && row.house())) {
        people.add(new PersonId(root));
      }
    });
    var found = new HashMap<UUID, Integer>();
    if (!people.isEmpty()) {
      tiers
          .of(people)
          .forEach((person, tier) ->
              found.put(person.value(), Known.TIER.choices().indexOf(tier.name())));
    }
    return found;
  }

  /// One person now; null when nothing is known.
  @Nullable Portrait portrait(Generation generation, UUID root) {
    var found = portraits(generation, List.of(root), clock.instant());
    return found.isEmpty() ? null : found.getFirst();
  }
}
