package changke.identity;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Doors of every kind, for tests of who gets through.
@TestComponent
@RestController
public class TestDoors {

  @GetMapping("/api/test-door")
  @Allowed(value = Who.PROGRAM, scope = Scope.OFFERS_READ)
  String program(ApiToken token) {
    return token.merchant() + " " + token.person();
  }

  @PostMapping("/api/test-door")
  @Allowed(
      value = Who.PROGRAM,
      scope = {Scope.OFFERS_READ, Scope.OFFERS_WRITE})
  String programThatWrites(ApiToken token) {
    return "written";
  }

  @GetMapping("/test-door/fresh")
  @Allowed(value = Who.MEMBER, fresh = true)
  String fresh() {
    return "behind the door";
  }

  @PostMapping("/test-door/fresh")
  @Allowed(value = Who.MEMBER, fresh = true)
  ResponseEntity<String> freshForm() {
    return ResponseEntity.ok("done");
  }

  @GetMapping("/test-door/refunds")
  @Allowed(value = Who.OPERATOR, right = Right.REFUNDS)
  String right() {
    return "refunds";
  }
}
