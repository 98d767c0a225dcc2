package changke.rewards;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The public rulebook: written from the rules in force, a new version whenever one of them reads
/// otherwise than before.
@Component
public class Rulebook {

  private static final int EDITIONS = 50;

  private final ObjectProvider<RuleChapter> chapters;
  private final RulebookRows rows;
  private final Clock clock;

  Rulebook(ObjectProvider<RuleChapter> chapters, RulebookRows rows, Clock clock) {
    this.chapters = chapters;
    this.rows = rows;
    this.clock = clock;
  }

  /// What is in force now.
  @Transactional
  public RulebookEdition current() {
    publish();
    return rows.latest(1, 0).getFirst();
  }

  /// The version with that number.
  public Optional<RulebookEdition> edition(int version) {
    return rows.latest(EDITIONS, 0).stream()
        .filter(edition -> edition.version() == version)
        .findFirst();
  }

  /// The last versions, the newest first.
  public List<RulebookEdition> editions() {
    return rows.latest(EDITIONS, 0);
  }

  /// Writes a new version when the rules read otherwise; false when nothing changed.
  @Transactional
  public boolean publish() {
    var now =
        chapters.stream()
            .sorted(Comparator.comparing(RuleChapter::key))
            .map(chapter ->
                new RulebookEdition.Chapter(
                    chapter.key(), chapter.title(), sorted(chapter.rules())))
            .toList();
    var hash = hash(now);
    if (rows.latestHash().filter(last -> Arrays.equals(last, hash)).isPresent()) {
      return false;
    }
    rows.lock();
    var last = rows.latest(1, 0);
    if (rows.latestHash().filter(before -> Arrays.equals(before, hash)).isPresent()) {
      return false;
    }
    var version = last.isEmpty() ? 1 : last.getFirst().version() + 1;
    var before = last.isEmpty() ? List.<RulebookEdition.Chapter>of() : last.getFirst().chapters();
    var changes = last.isEmpty() ? List.<RulebookEdition.Change>of() : changes(before, now);
    rows.add(new RulebookEdition(version, clock.instant(), now, changes), hash);
    return true;
  }

  static List<RulebookEdition.Change> changes(
      List<RulebookEdition.Chapter> before, List<RulebookEdition.Chapter> now) {
    var old = byKey(before);
    var fresh = byKey(now);
    var changes = new ArrayList<RulebookEdition.Change>();
    fresh.forEach((key, rule) -> {
      var was = old.get(key);
      if (was == null) {
        changes.add(new RulebookEdition.Change(RulebookEdition.Kind.NEW, null, rule));
      } else if (!was.equals(rule)) {
        changes.add(new RulebookEdition.Change(RulebookEdition.Kind.CHANGED, was, rule));
      }
    });
    old.forEach((key, rule) -> {
      if (!fresh.containsKey(key)) {
        changes.add(new RulebookEdition.Change(RulebookEdition.Kind.GONE, rule, null));
      }
    });
    return changes;
  }

  private static Map<String, PublishedRule> byKey(List<RulebookEdition.Chapter> chapters) {
    var rules = new LinkedHashMap<String, PublishedRule>();
    chapters.forEach(chapter ->
        chapter.rules().forEach(rule -> rules.put(chapter.key() + "/" + rule.key(), rule)));
    return rules;
  }

  private static List<PublishedRule> sorted(List<PublishedRule> rules) {
    return rules.stream().sorted(Comparator.comparing(PublishedRule::key)).toList();
  }

  private static byte[] hash(List<RulebookEdition.Chapter> chapters) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(Objects.toString(chapters).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
