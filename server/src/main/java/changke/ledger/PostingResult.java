package changke.ledger;

import java.util.UUID;

/// What became of a posting.
public sealed interface PostingResult {

  /// It is in the book.
  record Posted(UUID id) implements PostingResult {}

  /// The same request with the same content was in the book already.
  record AlreadyPosted() implements PostingResult {}

  /// An account with a floor would fall below it; nothing was written.
  record TooLittle(Account account, long missing) implements PostingResult {}
}
