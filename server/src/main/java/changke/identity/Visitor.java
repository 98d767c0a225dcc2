package changke.identity;

import changke.shared.PersonId;
import java.util.Optional;

/// Whoever sends the present request.
public sealed interface Visitor {

  /// Somebody who is not signed in.
  record Guest() implements Visitor {}

  /// Somebody who is.
  record Member(Person person) implements Visitor {}

  /// A program that acts with a person's token for one merchant; no member of anything itself.
  record Program(ApiToken token) implements Visitor {}

  default Optional<Person> member() {
    return this instanceof Member member ? Optional.of(member.person()) : Optional.empty();
  }

  default Optional<PersonId> id() {
    return member().map(Person::id);
  }

  default boolean may(Who who) {
    return switch (who) {
      case EVERYONE -> true;
      case MEMBER -> this instanceof Member;
      case MERCHANT -> member().map(p -> p.is(Role.MERCHANT)).orElse(false);
      case OPERATOR -> member().map(p -> p.is(Role.OPERATOR)).orElse(false);
      case PROGRAM -> this instanceof Program;
    };
  }

  /// Whether this is an operator with that right.
  default boolean may(Right right) {
    return member().map(person -> person.may(right)).orElse(false);
  }
}
