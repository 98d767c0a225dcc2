package changke.trials;

import changke.shared.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Definitions for tests, made from a plain one by changing what matters.
public record Definitions(Definition plain) {

  /// Text, `control` and `other`, half and half, everybody, judged by net revenue.
  public static Definitions plain(String title) {
    return new Definitions(
        new Definition(
            new Words(title, title),
            Definition.Kind.STRING,
            List.of(
                new Variant("control", "\"old\"", 5_000), new Variant("other", "\"new\"", 5_000)),
            "\"old\"",
            List.of(),
            List.of(),
            Definition.WHOLE,
            "",
            "",
            true,
            false,
            Measure.of(Figure.NET_REVENUE),
            List.of(),
            List.of(),
            0,
            100));
  }

  public Definitions of(Definition.Kind kind, String off, Variant... variants) {
    return with(
        new Definition(
            plain.title(),
            kind,
            List.of(variants),
            off,
            plain.targets(),
            plain.among(),
            plain.coverageBp(),
            plain.seed(),
            plain.salt(),
            plain.browsers(),
            plain.staged(),
            plain.goal(),
            plain.others(),
            plain.guardrails(),
            plain.worthwhile(),
            plain.leastPeople()));
  }

  public Definitions coverage(int bp) {
    return dealt(plain.targets(), plain.among(), bp, plain.salt(), plain.browsers(), false);
  }

  public Definitions salt(String salt) {
    return dealt(
        plain.targets(), plain.among(), plain.coverageBp(), salt, plain.browsers(), plain.staged());
  }

  public Definitions target(@Nullable String variant, Condition... when) {
    var targets = new ArrayList<>(plain.targets());
    targets.add(new Target(List.of(when), variant));
    return dealt(
        targets, plain.among(), plain.coverageBp(), plain.salt(), plain.browsers(), plain.staged());
  }

  public Definitions among(Condition... among) {
    return dealt(
        plain.targets(),
        List.of(among),
        plain.coverageBp(),
        plain.salt(),
        plain.browsers(),
        plain.staged());
  }

  public Definitions forServers() {
    return dealt(
        plain.targets(), plain.among(), plain.coverageBp(), plain.salt(), false, plain.staged());
  }

  public Definitions staged() {
    return dealt(plain.targets(), plain.among(), plain.coverageBp(), plain.salt(), true, true);
  }

  public Definitions judgedBy(
      Measure goal, List<Measure> others, List<Measure> guardrails, double worthwhile, long least) {
    return with(
        new Definition(
            plain.title(),
            plain.kind(),
            plain.variants(),
            plain.off(),
            plain.targets(),
            plain.among(),
            plain.coverageBp(),
            plain.seed(),
            plain.salt(),
            plain.browsers(),
            plain.staged(),
            goal,
            others,
            guardrails,
            worthwhile,
            least));
  }

  private Definitions dealt(
      List<Target> targets,
      List<Condition> among,
      int coverage,
      String salt,
      boolean browsers,
      boolean staged) {
    return with(
        new Definition(
            plain.title(),
            plain.kind(),
            plain.variants(),
            plain.off(),
            targets,
            among,
            coverage,
            plain.seed(),
            salt,
            browsers,
            staged,
            plain.goal(),
            plain.others(),
            plain.guardrails(),
            plain.worthwhile(),
            plain.leastPeople()));
  }

  private static Definitions with(Definition definition) {
    return new Definitions(definition);
  }

  public Definition made() {
    return plain;
  }
}
