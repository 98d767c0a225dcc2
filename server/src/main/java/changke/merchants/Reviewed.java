package changke.merchants;

/// What a review did.
public sealed interface Reviewed {

  /// The shop is open and the applicant owns it.
  record Opened(Shop shop) implements Reviewed {}

  record Refused(Application application) implements Reviewed {}

  /// Someone else decided first, or there is no such application.
  record NotOpen() implements Reviewed {}

  /// The address went to another shop while this application waited.
  record SlugTaken() implements Reviewed {}
}
