package changke.journeys;

import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Journeys and their lives: made, published, paused, rolled back, switched off.
@Component
public class Journeys {

  private final JourneyRows rows;
  private final Versions versions;
  private final DraftRows drafts;
  private final InstanceLives lives;
  private final ActRows acts;
  private final Nearby nearby;
  private final Ids ids;
  private final Clock clock;

  Journeys(
      JourneyRows rows,
      Versions versions,
      DraftRows drafts,
      InstanceLives lives,
      ActRows acts,
      Nearby nearby,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.versions = versions;
    this.drafts = drafts;
    this.lives = lives;
    this.acts = acts;
    this.nearby = nearby;
    this.ids = ids;
    this.clock = clock;
  }

  /// A published version.
  public record Version(int version, UUID publishedBy, Instant publishedAt) {}

  /// Something that was done with a journey; by nobody is by the weekly review.
  public record Act(
      Kind kind,
      @Nullable Integer version,
      Optional<UUID> by,
      Optional<String> evidence,
      Instant at) {
    public enum Kind {
      PUBLISHED,
      ROLLED_BACK,
      PAUSED,
      RESUMED,
      SWITCHED_OFF
    }
  }

  /// What came of making one.
  public sealed interface Made {
    record Done(UUID id) implements Made {}

    /// The key is taken, or is none: small letters, digits and hyphens.
    record NoKey() implements Made {}

    /// There are three hundred already.
    record Full() implements Made {}
  }

  /// What came of publishing.
  public sealed interface Published {
    record Done(int version) implements Published {}

    record Refused(List<Problem> problems) implements Published {}

    /// There is no such journey or draft.
    record Nothing() implements Published {}
  }

  /// At most three hundred, the newest first.
  public List<Journey> all() {
    return rows.all();
  }

  public Optional<Journey> find(UUID id) {
    return rows.find(id);
  }

  public Optional<Journey> find(String key) {
    return rows.find(key);
  }

  public List<Version> versions(UUID journey) {
    return versions.of(journey);
  }

  public Definition definition(UUID journey, int version) {
    return versions.get(journey, version);
  }

  /// What was done with it, the latest first.
  public List<Act> acts(UUID journey) {
    return acts.of(journey);
  }

  /// Begins a journey with a draft.
  @Transactional
  public Made make(String key, Definition draft, PersonId by) {
    if (rows.count() >= JourneyRows.MOST) {
      return new Made.Full();
    }
    var id = ids.next();
    if (!key.matches("[a-z0-9][a-z0-9-]{0,59}")
        || !rows.insert(id, key, draft.title(), by.value(), clock.instant())) {
      return new Made.NoKey();
    }
    drafts.insert(id, 1, draft, by.value(), clock.instant());
    return new Made.Done(id);
  }

  /// What is wrong with a definition now.
  public List<Problem> check(Definition definition) {
    return Validator.check(definition, nearby.now());
  }

  /// Makes a version of the draft; people enter it from now on. Who is inside goes on in the
  /// version that they entered.
  @Transactional
  public Published publish(UUID journey, PersonId by) {
    if (!rows.lock(journey)) {
      return new Published.Nothing();
    }
    var draft = drafts.last(journey);
    if (draft.isEmpty()) {
      return new Published.Nothing();
    }
    var problems = check(draft.get().definition()).stream().filter(Problem::refuses).toList();
    if (!problems.isEmpty()) {
      return new Published.Refused(problems);
    }
    var now = clock.instant();
    int version = versions.insert(journey, draft.get().definition(), by.value(), now);
    rows.entitle(journey, draft.get().definition().title());
    rows.live(journey, version);
    acts.insert(journey, Act.Kind.PUBLISHED, version, by.value(), null, now);
    return new Published.Done(version);
  }

  /// People enter an earlier version again; it is looked at anew, because what it names may be
  /// gone.
  @Transactional
  public Published rollBack(UUID journey, int version, PersonId by) {
    if (!rows.lock(journey)
        || versions.of(journey).stream().noneMatch(one -> one.version() == version)) {
      return new Published.Nothing();
    }
    var definition = versions.get(journey, version);
    var problems = check(definition).stream().filter(Problem::refuses).toList();
    if (!problems.isEmpty()) {
      return new Published.Refused(problems);
    }
    rows.entitle(journey, definition.title());
    rows.live(journey, version);
    acts.insert(journey, Act.Kind.ROLLED_BACK, version, by.value(), null, clock.instant());
    return new Published.Done(version);
  }

  /// Nobody enters and nobody moves until it goes on.
  @Transactional
  public boolean pause(UUID journey, PersonId by) {
    var now = clock.instant();
    if (!rows.lock(journey) || !rows.pause(ids.next(), journey, by.value(), now)) {
      return false;
    }
    lives.rest(journey);
    acts.insert(journey, Act.Kind.PAUSED, null, by.value(), null, now);
    return true;
  }

  /// It goes on: what became due meanwhile is done now.
  @Transactional
  public boolean resume(UUID journey, PersonId by) {
    var now = clock.instant();
    if (!rows.lock(journey) || !rows.resume(journey, by.value(), now)) {
      return false;
    }
    lives.wakeAll(journey, now);
    acts.insert(journey, Act.Kind.RESUMED, null, by.value(), null, now);
    return true;
  }

  /// Ends it for everybody at once: nobody enters, and who is inside leaves before anything else is
  /// done for them.
  @Transactional
  public boolean switchOff(UUID journey, PersonId by) {
    return off(journey, by.value(), null);
  }

  @Transactional
  boolean off(UUID journey, @Nullable UUID by, @Nullable String evidence) {
    var now = clock.instant();
    if (!rows.lock(journey) || rows.find(journey).filter(one -> one.offAt() == null).isEmpty()) {
      return false;
    }
    rows.off(journey, now);
    rows.resume(journey, by, now);
    lives.endAll(journey, "OFF", now);
    acts.insert(journey, Act.Kind.SWITCHED_OFF, null, by, evidence, now);
    return true;
  }
}
