package changke.messaging;

import changke.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/// The texts of messages: published in versions, each checked in both languages before it can be
/// sent. A published version never changes; what is queued under it is written with it.
@Component
public class MessageTemplates implements InitializingBean {

  private static final Logger log = LoggerFactory.getLogger(MessageTemplates.class);
  private static final long KEPT_NANOS = 2_000_000_000L;

  private record Known(Map<String, MessageTemplate> byName, long atNanos) {}

  private record Version(String name, int version) {}

  private final TemplateRows rows;
  private final Clock clock;
  private final Map<Version, MessageTemplate> versions = new ConcurrentHashMap<>();
  private volatile @Nullable Known known;

  MessageTemplates(TemplateRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /// What came of the wish to publish.
  public sealed interface Published {

    record Done(MessageTemplate template) implements Published {}

    record Unfit(List<TemplateDraft.Problem> problems) implements Published {
      public Unfit {
        problems = List.copyOf(problems);
      }
    }

    /// Somebody published another version meanwhile; look at it first.
    record Overtaken(MessageTemplate newest) implements Published {}
  }

  /// Publishes what came with the program, where nobody here wrote a version of their own.
  @Override
  public void afterPropertiesSet() {
    ShippedTemplates.all().forEach(this::ship);
  }

  /// The newest version of each, by name.
  public List<MessageTemplate> all() {
    return known().byName().values().stream()
        .sorted(java.util.Comparator.comparing(MessageTemplate::name))
        .toList();
  }

  /// The newest version; what was published on another process within two seconds may be missing.
  public Optional<MessageTemplate> find(String name) {
    return Optional.ofNullable(known().byName().get(name));
  }

  /// All versions, the newest first.
  public List<MessageTemplate> versions(String name) {
    return rows.versions(name);
  }

  /// What is wrong with a draft, beside the newest version of that name.
  public List<TemplateDraft.Problem> problems(TemplateDraft draft) {
    return problems(draft, rows.versions(draft.name()).stream().findFirst());
  }

  /// Makes it the version that is sent from now on. The variables are a promise to whoever sends
  /// it, so they stay what they are: other variables make another template.
  ///
  /// @param seen the version that the writer had before them; 0 for a new template
  public Published publish(TemplateDraft draft, int seen, PersonId by) {
    var newest = rows.versions(draft.name()).stream().findFirst();
    if (newest.isPresent() && newest.get().version() != seen) {
      return new Published.Overtaken(newest.get());
    }
    var problems = problems(draft, newest);
    if (!problems.isEmpty()) {
      return new Published.Unfit(problems);
    }
    var template = new MessageTemplate(draft, seen + 1, clock.instant(), by);
    if (!rows.insert(template)) {
      return new Published.Overtaken(rows.versions(draft.name()).getFirst());
    }
    known = null;
    return new Published.Done(template);
  }

  /// A version of any age.
  MessageTemplate version(String name, int version) {
    return versions.computeIfAbsent(
        new Version(name, version),
        wanted ->
            rows.version(wanted.name(), wanted.version())
                .orElseThrow(
                    () -> new IllegalStateException("no template " + name + " " + version)));
  }

  private static List<TemplateDraft.Problem> problems(
      TemplateDraft draft, Optional<MessageTemplate> newest) {
    var problems = draft.problems();
    if (newest.isPresent() && !newest.get().variables().equals(draft.variables())) {
      problems.add(
          new TemplateDraft.Problem(
              TemplateDraft.Problem.Kind.OTHER_VARIABLES, newest.get().variables().toString()));
    }
    return problems;
  }

  private void ship(TemplateDraft draft) {
    var problems = draft.problems();
    if (!problems.isEmpty()) {
      throw new IllegalStateException("messages/" + draft.name() + ".txt: " + problems);
    }
    var newest = rows.versions(draft.name()).stream().findFirst();
    if (newest.isEmpty()) {
      rows.insert(new MessageTemplate(draft, 1, clock.instant(), null));
    } else if (!newest.get().draft().equals(draft)) {
      if (newest.get().publishedBy() == null) {
        rows.insert(new MessageTemplate(draft, newest.get().version() + 1, clock.instant(), null));
      } else {
        log.info("template {} has a version of this house's own; it stays", draft.name());
      }
    }
  }

  private Known known() {
    var now = System.nanoTime();
    var before = known;
    if (before != null && now - before.atNanos() < KEPT_NANOS) {
      return before;
    }
    var fresh =
        new Known(
            rows.current().stream()
                .collect(Collectors.toMap(MessageTemplate::name, Function.identity())),
            now);
    known = fresh;
    return fresh;
  }
}
