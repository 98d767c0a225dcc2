package changke.api.idempotency;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// A call while it runs: what it carried, and what it has answered so far. What it did and its
/// answer are committed together where [Bracket] says so; `end` is how that went.
final class Running {

  /// How the transaction around a call ended.
  enum End {
    /// There was none, or it was rolled back because nothing was done.
    NONE,
    /// What was done and the answer are in the database.
    KEPT,
    /// Neither is.
    LOST
  }

  static final String ATTRIBUTE = Running.class.getName();

  private final Call call;
  private final byte @Nullable [] hash;
  private final ContentCachingResponseWrapper reply;
  private End end = End.NONE;

  Running(Call call, byte @Nullable [] hash, ContentCachingResponseWrapper reply) {
    this.call = call;
    this.hash = hash;
    this.reply = reply;
  }

  Call call() {
    return call;
  }

  /// Null while a long body is still being read.
  byte @Nullable [] hash() {
    return hash;
  }

  ContentCachingResponseWrapper reply() {
    return reply;
  }

  End end() {
    return end;
  }

  void ended(End how) {
    end = how;
  }
}
