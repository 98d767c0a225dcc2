package changke.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names who may call a controller's method. Every method of every controller carries it, itself or
/// through its class; one without is refused for all.
///
/// ```java
/// @Allowed(value = Who.MERCHANT, fresh = true)                          // password or passkey confirmed lately
/// @Allowed(value = Who.OPERATOR, right = Right.REFUNDS, fresh = true)   // an operator with this right
/// @Allowed(value = Who.PROGRAM, scope = Scope.CARDS_IMPORT)             // an API token with this scope
/// ```
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Allowed {
  Who value();

  /// Whether the visitor must have confirmed password or passkey within [Sessions#FRESH]. A page is
  /// led to `/confirm` and back; what a form sent is not sent again by itself.
  boolean fresh() default false;

  /// What the operator must have been given; all of them.
  Right[] right() default {};

  /// Where a guest's browser has to work under load before its form is taken.
  Proof.Door proof() default Proof.Door.NONE;

  /// What the token must be good for; all of them. A program's endpoint names at least one.
  Scope[] scope() default {};
}
