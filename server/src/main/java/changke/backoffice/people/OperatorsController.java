package changke.backoffice.people;

import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Operators;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Role;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.shared.PersonId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Who is operator, and who of them may do what.
@Controller
@Allowed(value = Who.OPERATOR, right = Right.RIGHTS)
class OperatorsController {

  private static final String PATH = "/backoffice/operators";

  private final Operators operators;
  private final Identity identity;

  OperatorsController(Operators operators, Identity identity) {
    this.operators = operators;
    this.identity = identity;
  }

  @GetMapping(PATH)
  OperatorsPage list() {
    return new OperatorsPage(operators.all());
  }

  /// A new operator by e-mail address; only somebody who has proved it.
  @PostMapping(PATH)
  @Allowed(value = Who.OPERATOR, right = Right.RIGHTS, fresh = true)
  Redirect add(@RequestParam String email, Person by) {
    var found = identity.findByEmail(email);
    if (found.isEmpty()) {
      return Redirect.to(PATH).saying("security.operators.unknown");
    }
    if (!found.get().verified()) {
      return Redirect.to(PATH).saying("security.operators.unproved");
    }
    if (found.get().is(Role.OPERATOR)) {
      return Redirect.to(PATH).saying("security.operators.already");
    }
    return said(operators.appoint(by.id(), found.get().id(), Set.of()));
  }

  @PostMapping(PATH + "/{person}")
  @Allowed(value = Who.OPERATOR, right = Right.RIGHTS, fresh = true)
  Redirect change(
      @PathVariable UUID person,
      @RequestParam(required = false) @Nullable List<String> right,
      Person by) {
    var id = operator(person);
    return id == null
        ? Redirect.to(PATH).saying("security.operators.unknown")
        : said(operators.appoint(by.id(), id, rights(right)));
  }

  @PostMapping(PATH + "/{person}/dismiss")
  @Allowed(value = Who.OPERATOR, right = Right.RIGHTS, fresh = true)
  Redirect dismiss(@PathVariable UUID person, Person by) {
    var id = operator(person);
    return id == null
        ? Redirect.to(PATH).saying("security.operators.unknown")
        : said(operators.dismiss(by.id(), id));
  }

  /// The operator with this id; a form on this page makes nobody else one.
  private @Nullable PersonId operator(UUID person) {
    return identity
        .find(new PersonId(person))
        .filter(found -> found.is(Role.OPERATOR))
        .map(Person::id)
        .orElse(null);
  }

  private static Set<Right> rights(@Nullable List<String> names) {
    var rights = EnumSet.noneOf(Right.class);
    Arrays.stream(Right.values())
        .filter(right -> names != null && names.contains(right.name()))
        .forEach(rights::add);
    return rights;
  }

  private static Redirect said(Operators.Answer answer) {
    return Redirect.to(PATH)
        .saying(
            switch (answer) {
              case DONE -> "security.operators.done";
              case NOT_YOURS -> "security.operators.notYours";
              case LAST -> "security.operators.last";
            });
  }
}
