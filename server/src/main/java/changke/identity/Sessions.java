package changke.identity;

import changke.shared.PersonId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/// Who is signed in on this browser. The session lives in the database and holds the person's id
/// only: roles are read anew for each request, so that taking one away works at once.
@Component
public class Sessions {

  private static final String ATTRIBUTE = Sessions.class.getName();

  private final People people;
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  Sessions(People people) {
    this.people = people;
  }

  /// Signs the person in under a new session id.
  public void begin(Person person, HttpServletRequest request, HttpServletResponse response) {
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(person.id().toString(), null, List.of()));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
    request.setAttribute(ATTRIBUTE, new Visitor.Member(person));
  }

  public void end(HttpServletRequest request) {
    var session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
    request.setAttribute(ATTRIBUTE, new Visitor.Guest());
  }

  /// Whoever sends this request, read once a request.
  public Visitor visitor(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Visitor known) {
      return known;
    }
    var visitor = read();
    request.setAttribute(ATTRIBUTE, visitor);
    return visitor;
  }

  private Visitor read() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication instanceof UsernamePasswordAuthenticationToken token
        && token.isAuthenticated()) {
      return people
          .find(PersonId.of(token.getName()))
          .<Visitor>map(Visitor.Member::new)
          .orElseGet(Visitor.Guest::new);
    }
    return new Visitor.Guest();
  }
}
