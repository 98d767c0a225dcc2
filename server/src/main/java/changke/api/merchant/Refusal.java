package changke.api.merchant;

import java.net.URI;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// Problems as RFC 9457 wants them.
final class Refusal {

  private Refusal() {}

  static ResponseEntity<Object> of(int status, String kind, String detail) {
    return of(status, kind, detail, "", "");
  }

  /// With one further member.
  static ResponseEntity<Object> of(
      int status, String kind, String detail, String member, Object value) {
    var problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
    problem.setType(URI.create("urn:changke:problem:" + kind));
    problem.setTitle(kind);
    if (!member.isEmpty()) {
      problem.setProperty(member, value);
    }
    return ResponseEntity.of(problem).build();
  }

  static ResponseEntity<Object> missing() {
    return of(404, "missing", "this merchant has no such thing");
  }
}
