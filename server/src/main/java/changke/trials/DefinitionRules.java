package changke.trials;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is wrong with a definition.
///
/// @param segment whether there is a segment of that id
/// @param claimable whether everybody can claim the coupon of that key
record DefinitionRules(Predicate<String> segment, Predicate<String> claimable) {

  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,79}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
  private static final int MOST_VARIANTS = 10;
  private static final int MOST_TARGETS = 20;
  private static final int MOST_CONDITIONS = 10;
  private static final int MOST_OTHERS = 10;
  private static final int MOST_GUARDRAILS = 5;
  private static final int MOST_DAYS = 180;
  private static final int LONGEST_VALUE = 8_000;
  private static final int LONGEST = 300;

  static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  /// @param now what runs at present under the key; null for a fresh one
  List<Snag> snags(String key, Definition definition, @Nullable Trial now) {
    var snags = new ArrayList<Snag>();
    check(isKey(key), Snag.What.KEY, key, snags);
    var title = definition.title();
    check(
        !title.isBlank() && title.zh().length() <= 80 && title.en().length() <= 80,
        Snag.What.TITLE,
        "",
        snags);
    variants(definition, snags);
    values(key, definition, snags);
    targets(definition, snags);
    share(definition, now, snags);
    measures(definition, snags);
    check(
        definition.leastPeople() >= 2
            && definition.leastPeople() <= 10_000_000
            && Double.isFinite(definition.worthwhile()),
        Snag.What.SIZE,
        "",
        snags);
    return snags;
  }

  private static void check(boolean fine, Snag.What what, String where, List<Snag> snags) {
    if (!fine) {
      snags.add(new Snag(what, where));
    }
  }

  private static void variants(Definition definition, List<Snag> snags) {
    var variants = definition.variants();
    var names = new HashSet<String>();
    var named =
        variants.stream()
            .allMatch(one -> NAME.matcher(one.name()).matches() && names.add(one.name()));
    check(
        named && !variants.isEmpty() && variants.size() <= MOST_VARIANTS,
        Snag.What.VARIANTS,
        "",
        snags);
    long sum = variants.stream().mapToLong(Variant::weight).sum();
    check(
        sum == Definition.WHOLE && variants.stream().allMatch(one -> one.weight() >= 0),
        Snag.What.WEIGHTS,
        String.valueOf(sum),
        snags);
    check(
        !definition.staged()
            || (variants.size() == 2
                && variants.stream().allMatch(one -> one.weight() == Definition.WHOLE / 2)),
        Snag.What.STAGED,
        "",
        snags);
  }

  private void values(String key, Definition definition, List<Snag> snags) {
    var parsed = new ArrayList<JsonNode>();
    for (var variant : definition.variants()) {
      value(definition.kind(), variant.value())
          .ifPresentOrElse(parsed::add, () -> snags.add(new Snag(Snag.What.VALUE, variant.name())));
    }
    value(definition.kind(), definition.off())
        .ifPresentOrElse(parsed::add, () -> snags.add(new Snag(Snag.What.VALUE, "off")));
    snags.addAll(PriceRule.snags(key, parsed, claimable));
  }

  private static Optional<JsonNode> value(Definition.Kind kind, String json) {
    if (json.length() > LONGEST_VALUE) {
      return Optional.empty();
    }
    try {
      var node = JsonMapper.shared().readTree(json);
      var fits =
          switch (kind) {
            case BOOLEAN -> node.isBoolean();
            case STRING -> node.isString();
            case NUMBER -> node.isNumber();
            case OBJECT -> node.isObject();
          };
      return fits ? Optional.of(node) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private void targets(Definition definition, List<Snag> snags) {
    check(definition.targets().size() <= MOST_TARGETS, Snag.What.CONDITIONS, "", snags);
    for (var target : definition.targets()) {
      check(!target.when().isEmpty(), Snag.What.CONDITIONS, "", snags);
      conditions(target.when(), snags);
      var variant = target.variant();
      check(
          variant == null || definition.has(variant),
          Snag.What.VARIANT,
          String.valueOf(variant),
          snags);
    }
    conditions(definition.among(), snags);
  }

  private void conditions(List<Condition> conditions, List<Snag> snags) {
    check(conditions.size() <= MOST_CONDITIONS, Snag.What.CONDITIONS, "", snags);
    for (var condition : conditions) {
      if (condition.of() == Condition.Of.SEGMENT) {
        check(segment.test(condition.name()), Snag.What.SEGMENT, condition.name(), snags);
      } else {
        check(isWhole(condition), Snag.What.CONDITION, condition.name(), snags);
      }
    }
  }

  private static boolean isWhole(Condition condition) {
    var ordered = condition.is() == Condition.Is.AT_LEAST || condition.is() == Condition.Is.AT_MOST;
    return !condition.name().isBlank()
        && condition.name().length() <= 80
        && !condition.value().isBlank()
        && condition.value().length() <= LONGEST
        && (!ordered || condition.value().strip().matches("[+-]?\\d{1,15}(\\.\\d{1,6})?"));
  }

  /// Nobody who takes part is sent out again: a smaller share would do that.
  private static void share(Definition definition, @Nullable Trial now, List<Snag> snags) {
    int coverage = definition.coverageBp();
    check(
        coverage >= 0
            && coverage <= Definition.WHOLE
            && definition.seed().length() <= 80
            && definition.salt().length() <= 80,
        Snag.What.COVERAGE,
        "",
        snags);
    if (now == null || now.startedAt() == null) {
      return;
    }
    var before = now.definition();
    var alike =
        definition.variants().equals(before.variants())
            && definition.dealing(now.key()).equals(before.dealing(now.key()));
    var covers = definition.staged() ? now.step() * 100 : coverage;
    check(!alike || covers >= now.coverageBp(), Snag.What.SHRINKS, "", snags);
  }

  private static void measures(Definition definition, List<Snag> snags) {
    check(
        definition.others().size() <= MOST_OTHERS
            && definition.guardrails().size() <= MOST_GUARDRAILS
            && new HashSet<>(definition.measures()).size() == definition.measures().size(),
        Snag.What.MEASURES,
        "",
        snags);
    for (var measure : definition.measures()) {
      var figure = measure.figure();
      var acts =
          isAct(measure.act(), figure.asksForAct())
              && isAct(measure.per(), figure == Figure.ACTS_PER_ACT);
      var days =
          measure.days() >= (figure == Figure.RETURNED ? 1 : 0) && measure.days() <= MOST_DAYS;
      check(acts && days, Snag.What.MEASURE, figure.name(), snags);
    }
  }

  private static boolean isAct(String act, boolean asked) {
    return asked ? !act.isBlank() && act.length() <= 100 : act.isEmpty();
  }
}
