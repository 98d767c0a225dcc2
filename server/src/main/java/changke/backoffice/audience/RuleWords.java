package changke.backoffice.audience;

import changke.audience.Known;
import changke.audience.Rule;
import changke.pages.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Conditions read aloud.
public final class RuleWords {

  private RuleWords() {}

  /// A single condition as a sentence; of a group only its kind.
  public static String say(Rule rule, Frame frame) {
    return switch (rule) {
      case Rule.Did did ->
          frame.say(
              did.onDays() ? "audience.rule.onDays" : "audience.rule.did",
              KindNames.say(did.kind(), frame),
              did.times(),
              within(did.within(), frame));
      case Rule.InOrder order ->
          frame.say(
              "audience.rule.inOrder",
              order.kinds().stream()
                  .map(kind -> KindNames.say(kind, frame))
                  .collect(Collectors.joining(" → ")),
              within(order.within(), frame));
      case Rule.Is is ->
          frame.say("audience.rule.is", trait(is.trait(), frame), is.is().sign(), value(is, frame));
      case Rule.All all -> frame.say("audience.rule.all");
      case Rule.Any any -> frame.say("audience.rule.any");
      case Rule.Not not -> frame.say("audience.rule.not") + " " + say(not.rule(), frame);
    };
  }

  private static String within(int days, Frame frame) {
    return days == Rule.EVER ? frame.say("audience.ever") : frame.say("audience.days", days);
  }

  private static String trait(String code, Frame frame) {
    return known(code)
        .map(known -> frame.say("audience.known." + known.name()))
        .orElse(code.startsWith(Known.SAID) ? code.substring(Known.SAID.length()) : code);
  }

  private static String value(Rule.Is is, Frame frame) {
    return choices(is.trait()).contains(is.value())
        ? frame.say(choiceKey(is.trait(), is.value()))
        : is.value();
  }

  /// The values to choose from; empty for numbers and for what somebody said.
  public static List<String> choices(String trait) {
    return known(trait).map(Known::choices).orElse(List.of());
  }

  /// The key of a choice's word.
  public static String choiceKey(String trait, String choice) {
    return switch (trait) {
      case "stage" -> "audience.stage." + choice;
      case "rfm" -> "audience.rfm." + choice;
      case "tier" -> "audience.tier." + choice;
      default -> "audience.choice." + choice;
    };
  }

  private static java.util.Optional<Known> known(String code) {
    return Arrays.stream(Known.values()).filter(known -> known.code().equals(code)).findFirst();
  }
}
