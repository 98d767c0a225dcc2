package changke.audience;

import changke.shared.Slice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What is known of people and merchants. Every identity of somebody leads to the same answer.
@Component
public class Profiles {

  private static final int LAST_PAGE = 400;

  private final Generations generations;
  private final IdentityRows identities;
  private final ProfileRows profiles;
  private final ActRows acts;
  private final TraitRows traits;
  private final Evaluation evaluation;

  Profiles(
      Generations generations,
      IdentityRows identities,
      ProfileRows profiles,
      ActRows acts,
      TraitRows traits,
      Evaluation evaluation) {
    this.generations = generations;
    this.identities = identities;
    this.profiles = profiles;
    this.acts = acts;
    this.traits = traits;
    this.evaluation = evaluation;
  }

  /// The identity that stands for the person whom this one belongs to; itself when it is unknown.
  public UUID root(UUID identity) {
    return identities.root(generations.current().number(), identity).orElse(identity);
  }

  /// The identity that stands for the person of each of these; unknown ones are left out.
  public Map<UUID, UUID> roots(Collection<UUID> identities) {
    return this.identities.rootOfEach(generations.current().number(), identities);
  }

  /// Every identity that is the same person as one of these, with the one that stands for it.
  public Map<UUID, UUID> families(Collection<UUID> roots) {
    var families = new HashMap<UUID, UUID>();
    identities
        .families(generations.current().number(), roots)
        .forEach(row -> families.put(row.id(), row.root()));
    return families;
  }

  /// What was said of somebody with identify; nothing of who switched personalisation off.
  @Transactional(readOnly = true)
  public Map<String, String> traits(UUID identity) {
    var person = evaluation.portrait(generations.current(), root(identity));
    return person == null || !person.personal() ? Map.of() : person.traits();
  }

  public Optional<Profile> find(UUID identity) {
    return profiles.find(generations.current().number(), root(identity));
  }

  /// How many are in each stage.
  public Map<Stage, Long> stages(Unit unit) {
    return profiles.stages(generations.current().number(), unit);
  }

  /// Who was here last, the latest first; of buyers only `members` when asked for.
  public Slice<Profile> latest(Unit unit, @Nullable Stage stage, boolean members, int page) {
    int size = Slice.DEFAULT_SIZE;
    int at = Math.clamp(page, 0, LAST_PAGE);
    return Slice.cut(
        profiles.latest(generations.current().number(), unit, stage, members, size + 1, at * size),
        at,
        size);
  }

  /// What somebody did of one kind.
  public record Done(String kind, Instant first, Instant last, long times, int days) {}

  /// What somebody did of one kind on one local day.
  public record DayDone(LocalDate day, String kind, int times) {}

  /// Everything that is kept about somebody beside the profile.
  ///
  /// @param identities all that are this person
  /// @param traits what was said of the person with identify
  public record Knowledge(
      List<UUID> identities, Map<String, String> traits, List<Done> done, List<DayDone> days) {}

  /// Everything about one, with the days of the latest acts.
  ///
  /// @param mostDays how many days
  @Transactional(readOnly = true)
  public Knowledge knowledge(UUID identity, int mostDays) {
    var current = generations.current();
    var root = root(identity);
    var family =
        identities.families(current.number(), List.of(root)).stream()
            .map(IdentityRows.Row::id)
            .sorted()
            .toList();
    var person = evaluation.portrait(current, root);
    if (person == null) {
      return new Knowledge(family, Map.of(), List.of(), List.of());
    }
    return new Knowledge(
        family, person.traits(), done(person.acts()), days(person.acts(), mostDays));
  }

  private static List<Done> done(Map<String, Acts> acts) {
    return acts.entrySet().stream()
        .map(entry ->
            new Done(
                entry.getKey(),
                entry.getValue().first(),
                entry.getValue().last(),
                entry.getValue().total(),
                entry.getValue().days().size()))
        .sorted(Comparator.comparing(Done::last).reversed().thenComparing(Done::kind))
        .toList();
  }

  private static List<DayDone> days(Map<String, Acts> acts, int mostDays) {
    var all = new ArrayList<DayDone>();
    acts.forEach((kind, done) -> {
      for (int i = 0; i < done.days().size(); i++) {
        all.add(new DayDone(Calendars.date(done.days().day(i)), kind, done.days().count(i)));
      }
    });
    all.sort(Comparator.comparing(DayDone::day).reversed().thenComparing(DayDone::kind));
    var last = all.stream().map(DayDone::day).distinct().limit(mostDays).toList();
    return last.isEmpty()
        ? List.of()
        : all.stream().filter(done -> !done.day().isBefore(last.getLast())).toList();
  }

  /// Kinds of acts that were ever seen.
  public List<String> kinds(Unit unit) {
    return acts.kinds(unit);
  }

  /// Names of what was ever said with identify.
  public List<String> traitNames() {
    return traits.names(generations.current().number());
  }

  /// The zone of every day here.
  public ZoneId zone() {
    return generations.current().zone();
  }
}
