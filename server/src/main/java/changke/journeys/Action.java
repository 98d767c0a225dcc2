package changke.journeys;

import changke.shared.Words;
import java.util.Map;

/// What a step does for a person.
public sealed interface Action {

  /// How urgent a message is beside others of the same day.
  enum Urgency {
    LOW,
    NORMAL,
    HIGH
  }

  /// A message. Values that begin with `$` are properties of the entering event, `$person.name` is
  /// the person's.
  ///
  /// @param expiresHours after which it is not worth sending any more
  record Message(
      String template,
      Map<String, String> variables,
      Urgency urgency,
      int expiresHours,
      boolean atBestTime)
      implements Action {
    public Message {
      variables = Map.copyOf(variables);
    }
  }

  /// A coupon under the terms of that key.
  record Coupon(String terms) implements Action {}

  record Points(int points, int lifeDays) implements Action {}

  /// Puts a tag on the person, or takes it off.
  record Tag(String tag, boolean on) implements Action {}

  /// Something a person of the house is to do within so many days, such as a call.
  record Task(Words title, int dueDays) implements Action {}

  /// Tells a program elsewhere; `kind` names what it is told.
  record Hook(String kind) implements Action {}
}
