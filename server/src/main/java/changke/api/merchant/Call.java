package changke.api.merchant;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What an endpoint does, for its description; who may call it says [changke.identity.Allowed].
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Call {

  /// One sentence.
  String does();

  /// The status when it went well.
  int status() default 200;

  /// What is answered then.
  Class<?> answers();

  /// What stands in the body; [Void] for none.
  Class<?> takes() default Void.class;

  /// The media types of the body.
  String[] types() default {"application/json"};

  /// Whether the body is read as it comes, of any length.
  boolean streams() default false;

  /// Further statuses, beside those that every call can answer.
  int[] refuses() default {};
}
