package changke.trials;

import changke.audience.Segments;
import changke.audience.Unit;
import changke.identity.Audit;
import changke.rewards.Audience;
import changke.rewards.Coupons;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Makes and changes trials. Every change of a definition is a version of its own, every act is
/// kept with who did it, and changes are made one after the other.
@Component
public class Editing {

  private final TrialRows trials;
  private final VersionRows versions;
  private final StepRows steps;
  private final DecisionRows decisions;
  private final Flags flags;
  private final Segments segments;
  private final Coupons coupons;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Editing(
      TrialRows trials,
      VersionRows versions,
      StepRows steps,
      DecisionRows decisions,
      Flags flags,
      Segments segments,
      Coupons coupons,
      Audit audit,
      Ids ids,
      Clock clock) {
    this.trials = trials;
    this.versions = versions;
    this.steps = steps;
    this.decisions = decisions;
    this.flags = flags;
    this.segments = segments;
    this.coupons = coupons;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /// What is wrong with a definition, nothing kept.
  public List<Snag> snags(String key, Definition definition) {
    return rules().snags(key, definition, trials.find(key).orElse(null));
  }

  /// A draft; nobody gets it before it is started.
  @Transactional
  public Kept make(String key, Definition definition, PersonId by) {
    flags.changed();
    if (trials.find(key).isPresent()) {
      return new Kept.Taken();
    }
    if (trials.count() >= TrialRows.MOST) {
      return new Kept.Full();
    }
    var snags = rules().snags(key, definition, null);
    if (!snags.isEmpty()) {
      return new Kept.Unfit(snags);
    }
    var now = clock.instant();
    var id = ids.next();
    trials.insert(id, key, now);
    versions.insert(id, new Version(1, definition, null, by.value(), now));
    var made = trials.find(key).orElseThrow();
    note(made, Decided.Kind.MADE, by, Map.of());
    return new Kept.Done(made);
  }

  /// Changes what is at this version. People stay in their arms when nothing changes about how they
  /// were dealt; else the count begins anew.
  @Transactional
  public Kept change(String key, int version, Definition definition, PersonId by) {
    return change(key, version, definition, null, by);
  }

  /// Takes an earlier version up again, as a new one.
  @Transactional
  public Kept rollBack(String key, int version, int to, PersonId by) {
    return trials
        .find(key)
        .flatMap(trial -> versions.find(trial.id(), to))
        .map(earlier -> change(key, version, earlier.definition(), to, by))
        .orElseGet(Kept.Changed::new);
  }

  private Kept change(
      String key, int version, Definition definition, @Nullable Integer backTo, PersonId by) {
    flags.changed();
    var before = trials.find(key).orElse(null);
    if (before == null || before.version() != version || before.state() == Trial.State.ENDED) {
      return new Kept.Changed();
    }
    var snags = rules().snags(key, definition, before);
    if (!snags.isEmpty()) {
      return new Kept.Unfit(snags);
    }
    var now = clock.instant();
    int next = version + 1;
    var stays = definition.keepsArmsOf(before.definition(), key);
    versions.insert(before.id(), new Version(next, definition, backTo, by.value(), now));
    var after =
        new Trial(
            before.id(),
            key,
            before.state(),
            next,
            stays ? before.dealt() : next,
            stays ? before.step() : 1,
            null,
            definition,
            before.madeAt(),
            now,
            before.startedAt(),
            null);
    trials.save(after);
    if (!stays) {
      noteStep(after, now);
    }
    note(
        after,
        backTo == null ? Decided.Kind.CHANGED : Decided.Kind.ROLLED_BACK_TO,
        by,
        backTo == null
            ? Map.of("version", next, "dealtAnew", !stays)
            : Map.of("version", next, "dealtAnew", !stays, "backTo", backTo));
    return new Kept.Done(after);
  }

  /// Starts a draft.
  @Transactional
  public Kept start(String key, PersonId by) {
    return move(key, Trial.State.DRAFT, Trial.State.RUNNING, Decided.Kind.STARTED, by);
  }

  /// Everybody gets the off value until it goes on.
  @Transactional
  public Kept pause(String key, PersonId by) {
    return move(key, Trial.State.RUNNING, Trial.State.PAUSED, Decided.Kind.PAUSED, by);
  }

  /// Goes on where it was; people are in their old arms.
  @Transactional
  public Kept resume(String key, PersonId by) {
    return move(key, Trial.State.PAUSED, Trial.State.RUNNING, Decided.Kind.RESUMED, by);
  }

  private Kept move(String key, Trial.State from, Trial.State to, Decided.Kind kind, PersonId by) {
    flags.changed();
    var before = trials.find(key).filter(trial -> trial.state() == from).orElse(null);
    if (before == null) {
      return new Kept.Changed();
    }
    var after = moved(before, to, before.step(), null, clock.instant());
    trials.save(after);
    if (from == Trial.State.DRAFT) {
      noteStep(after, after.changedAt());
    }
    note(after, kind, by, Map.of("version", after.version()));
    return new Kept.Done(after);
  }

  /// Ends it: from now on everybody gets this variant.
  @Transactional
  public Kept end(String key, String variant, PersonId by) {
    flags.changed();
    var before =
        trials
            .find(key)
            .filter(trial -> trial.state() != Trial.State.DRAFT)
            .filter(trial -> trial.state() != Trial.State.ENDED)
            .filter(trial -> trial.definition().has(variant))
            .orElse(null);
    if (before == null) {
      return new Kept.Changed();
    }
    var after = moved(before, Trial.State.ENDED, before.step(), variant, clock.instant());
    trials.save(after);
    note(after, Decided.Kind.ENDED, by, Map.of("variant", variant));
    return new Kept.Done(after);
  }

  /// What the daily job decided about a trial as it was read; false when somebody was faster.
  @Transactional
  boolean decide(Trial seen, Decided.Kind kind, Map<String, Object> evidence, int step) {
    flags.changed();
    var before = trials.find(seen.key()).orElse(null);
    if (before == null
        || before.state() != Trial.State.RUNNING
        || before.version() != seen.version()
        || before.step() != seen.step()) {
      return false;
    }
    var now = clock.instant();
    var control = before.definition().control().name();
    var after =
        switch (kind) {
          case HARM, FUTILE -> moved(before, Trial.State.ENDED, before.step(), control, now);
          case SHIPPED ->
              moved(
                  before,
                  Trial.State.ENDED,
                  before.step(),
                  before.definition().variants().getLast().name(),
                  now);
          case ADVANCED -> moved(before, Trial.State.RUNNING, step, null, now);
          default -> before;
        };
    trials.save(after);
    if (after.step() != before.step()) {
      noteStep(after, now);
    }
    decisions.insert(
        after.id(),
        new Decided(ids.next(), after.dealt(), now, null, kind, after.step(), evidence));
    return true;
  }

  /// Switches every trial off at once, or on again; while off, everybody gets off values.
  @Transactional
  public void turn(boolean off, PersonId by) {
    flags.turned(off);
    audit.note(by, off ? "trials.off" : "trials.on", "every trial");
  }

  private static Trial moved(
      Trial before, Trial.State state, int step, @Nullable String served, Instant now) {
    var started =
        before.startedAt() == null && state == Trial.State.RUNNING ? now : before.startedAt();
    return new Trial(
        before.id(),
        before.key(),
        state,
        before.version(),
        before.dealt(),
        step,
        served,
        before.definition(),
        before.madeAt(),
        now,
        started,
        state == Trial.State.ENDED ? now : null);
  }

  /// A trial that does not roll out has one step, that of everybody.
  private void noteStep(Trial trial, Instant now) {
    steps.add(trial.id(), trial.dealt(), now, trial.definition().staged() ? trial.step() : 100);
  }

  private void note(Trial trial, Decided.Kind kind, PersonId by, Map<String, Object> evidence) {
    decisions.insert(
        trial.id(),
        new Decided(
            ids.next(), trial.dealt(), clock.instant(), by.value(), kind, trial.step(), evidence));
    audit.note(
        by,
        "trial." + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        "trial " + trial.key() + " version " + trial.version());
  }

  private DefinitionRules rules() {
    return new DefinitionRules(this::isSegment, this::isForEverybody);
  }

  private boolean isSegment(String id) {
    try {
      return segments.find(UUID.fromString(id)).filter(one -> one.unit() == Unit.BUYER).isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean isForEverybody(String coupon) {
    return coupons
        .offered(coupon)
        .filter(
            terms -> terms.audience() == Audience.EVERYONE || terms.audience() == Audience.MEMBERS)
        .isPresent();
  }
}
