package changke.audience;

import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Groups of people or merchants as conditions. They keep themselves up to date: who enters or
/// leaves is told by the journal (`Segment Entered`, `Segment Left`) within two seconds of the act
/// that made it so, and within the first minutes of the local day where time alone did.
@Component
public class Segments {

  private static final int LONGEST_NAME = 80;
  private static final int AT_ONCE = 10_000;
  private static final int MOST_LOOKED_AT = 50_000;
  private static final int SAMPLE = 8;

  private final SegmentRows rows;
  private final MemberRows members;
  private final ProfileRows profiles;
  private final Generations generations;
  private final Evaluation evaluation;
  private final Ids ids;
  private final Clock clock;

  Segments(
      SegmentRows rows,
      MemberRows members,
      ProfileRows profiles,
      Generations generations,
      Evaluation evaluation,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.members = members;
    this.profiles = profiles;
    this.generations = generations;
    this.evaluation = evaluation;
    this.ids = ids;
    this.clock = clock;
  }

  /// Every segment that is kept, the oldest first; at most two hundred.
  public List<Segment> all() {
    return rows.all();
  }

  public Optional<Segment> find(UUID id) {
    return rows.find(id);
  }

  /// How many belong to each.
  public Map<UUID, Long> counts() {
    return members.counts(generations.current().number());
  }

  /// Everybody who belongs to a segment, as the identity that stands for the person
  /// ([Profiles#root]); merchants' ids for a segment of merchants.
  public Set<UUID> members(UUID segment) {
    int generation = generations.current().number();
    var all = new HashSet<UUID>();
    var after = new UUID(0, 0);
    for (var part = members.members(generation, segment, after, AT_ONCE);
        !part.isEmpty();
        part = members.members(generation, segment, part.getLast(), AT_ONCE)) {
      all.addAll(part);
    }
    return all;
  }

  /// Some of them, in the order of their ids.
  public List<Profile> members(UUID segment, UUID after, int most) {
    int generation = generations.current().number();
    var some = members.members(generation, segment, after, most);
    var found = profiles.of(generation, some);
    return some.stream().map(found::get).filter(java.util.Objects::nonNull).toList();
  }

  /// Since when somebody belongs to which segments.
  public Map<UUID, Instant> of(UUID person) {
    return members.since(generations.current().number(), person);
  }

  /// The segments of whoever each of these identities belongs to; who is in none is missing.
  public Map<UUID, Set<UUID>> among(Collection<UUID> identities) {
    return identities.isEmpty()
        ? Map.of()
        : members.among(generations.current().number(), identities);
  }

  /// What came of a wish to keep a segment.
  public sealed interface Kept {
    record Done(UUID id) implements Kept {}

    record Unfit(RuleProblem problem) implements Kept {}

    /// No name, or one of more than 80 characters.
    record Nameless() implements Kept {}

    /// There are two hundred already.
    record Full() implements Kept {}

    /// Somebody changed it meanwhile, or it is gone.
    record Changed() implements Kept {}
  }

  @Transactional
  public Kept make(String name, Unit unit, Rule rule, PersonId by) {
    var problem = Rules.problem(rule);
    if (problem.isPresent()) {
      return new Kept.Unfit(problem.get());
    }
    if (isUnfit(name)) {
      return new Kept.Nameless();
    }
    if (rows.count() >= SegmentRows.MOST) {
      return new Kept.Full();
    }
    var id = ids.next();
    rows.insert(id, name.strip(), unit, Rules.json(rule), by.value(), clock.instant());
    return new Kept.Done(id);
  }

  /// Changes a segment of this version. With other conditions it is founded anew: who is in it then
  /// is told to nobody.
  @Transactional
  public Kept change(UUID id, int version, String name, Rule rule) {
    var problem = Rules.problem(rule);
    if (problem.isPresent()) {
      return new Kept.Unfit(problem.get());
    }
    if (isUnfit(name)) {
      return new Kept.Nameless();
    }
    return rows.change(id, version, name.strip(), Rules.json(rule), clock.instant())
        ? new Kept.Done(id)
        : new Kept.Changed();
  }

  /// Ends a segment; nobody is told to have left.
  @Transactional
  public boolean end(UUID id) {
    generations.alone();
    members.end(id);
    return rows.end(id, clock.instant());
  }

  private static boolean isUnfit(String name) {
    return name.isBlank() || name.strip().length() > LONGEST_NAME;
  }

  /// Who would belong to a segment now.
  ///
  /// @param looked how many were looked at; `whole` when that is everybody
  public record Preview(int count, int looked, boolean whole, List<Profile> sample) {}

  /// Answers conditions without keeping anything; of very many people only the first fifty thousand
  /// are looked at.
  @Transactional(readOnly = true)
  public Preview preview(Unit unit, Rule rule) {
    var current = generations.current();
    var asked =
        new Segment(
            new UUID(0, 0), "", unit, rule, 0, true, new UUID(0, 0), Instant.EPOCH, Instant.EPOCH);
    int count = 0;
    int looked = 0;
    var sample = new ArrayList<Profile>();
    var after = new UUID(0, 0);
    while (looked < MOST_LOOKED_AT) {
      var part = profiles.after(current.number(), unit, after, 2_000);
      if (part.isEmpty()) {
        return new Preview(count, looked, true, sample);
      }
      var people = evaluation.portraits(current, part, clock.instant());
      var found = evaluation.belonging(current, people, List.of(asked));
      count += found.size();
      looked += part.size();
      people.stream()
          .map(Portrait::profile)
          .filter(profile -> found.containsKey(profile.person()))
          .limit((long) SAMPLE - sample.size())
          .forEach(sample::add);
      after = part.getLast();
    }
    return new Preview(count, looked, false, sample);
  }

  /// A condition of a segment and whether somebody meets it; `wanted` is false under a "not".
  public record Reason(Rule condition, boolean wanted, boolean met) {}

  /// Why somebody belongs to a segment, or does not: its conditions one by one.
  @Transactional(readOnly = true)
  public List<Reason> why(UUID person, Segment segment) {
    var current = generations.current();
    var portrait = evaluation.portrait(current, person);
    if (portrait == null || !portrait.personal()) {
      return List.of();
    }
    var leaves = new HashMap<Rule, Boolean>(Rules.leaves(segment.rule()));
    var asked = List.copyOf(Rules.leaves(segment.rule()).keySet());
    var answers =
        new Matcher(asked).among(List.of(portrait), current.calendar(), evaluation.today(current));
    var reasons = new ArrayList<Reason>();
    for (int i = 0; i < asked.size(); i++) {
      reasons.add(
          new Reason(
              asked.get(i),
              Boolean.TRUE.equals(leaves.get(asked.get(i))),
              answers.get(i).contains(0)));
    }
    return reasons;
  }
}
