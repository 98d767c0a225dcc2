package changke.trials;

import changke.identity.Operators;
import changke.identity.Person;
import changke.messaging.Messaging;
import changke.messaging.Recipient;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells operators what a trial did by itself, in the transaction in which it did.
@Component
class Notices {

  private final Operators operators;
  private final Messaging messaging;

  Notices(Operators operators, Messaging messaging) {
    this.operators = operators;
    this.messaging = messaging;
  }

  /// Once for each decision and operator, however often it is called.
  void tell(Trial trial, Decided.Kind kind, int step, Map<String, Object> evidence, String about) {
    for (var operator : operators.all()) {
      messaging.queue(
          "trial:" + trial.id() + ":" + about + ":" + operator.id(),
          new Recipient(operator.id(), operator.email(), operator.language()),
          new ATrialMoved(
              trial.definition().title().in(operator.language().toLanguageTag()),
              what(operator, kind, step),
              why(evidence),
              "/backoffice/trials/" + trial.key()));
    }
  }

  private static String what(Person operator, Decided.Kind kind, int step) {
    var zh = operator.language().getLanguage().equals(Locale.CHINESE.getLanguage());
    return switch (kind) {
      case HARM -> zh ? "护栏指标变差,已退回原样" : "a guardrail got worse, so it was rolled back";
      case HELD ->
          zh
              ? "分组人数不对,已停在原处,请查看"
              : "the arms do not fill as planned, so it holds until you have looked";
      case FUTILE ->
          zh ? "最好的情况也不值得,已停止" : "even the best case is not worth having, so it was stopped";
      case ADVANCED -> zh ? "扩大到 " + step + "%" : "it goes to " + step + " % of people";
      case SHIPPED -> zh ? "效果确定,已对所有人生效" : "the goal rose beyond doubt, so everybody has it now";
      default -> kind.name();
    };
  }

  private static String why(Map<String, Object> evidence) {
    var text = new StringBuilder();
    evidence.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(entry.getKey())
                .append(' ')
                .append(entry.getValue()));
    return text.toString();
  }
}
