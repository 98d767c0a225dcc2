package changke.insights;

import java.util.UUID;

/// What came of an answer.
public sealed interface Answering {

  /// It counts.
  record Done(UUID ask, String token) implements Answering {}

  /// Nothing was chosen, or something that is not offered.
  record Unfit() implements Answering {}

  /// The survey has ended, or was asked too long ago.
  record Over() implements Answering {}

  /// It was answered more than a day ago, and that stays.
  record Settled() implements Answering {}

  /// There is no such question.
  record Unknown() implements Answering {}
}
