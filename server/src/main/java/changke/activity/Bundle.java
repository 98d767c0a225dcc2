package changke.activity;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One delivery on its way to the database; `done` says that it is durable, or why not.
record Bundle(
    Source source, List<Entry> entries, List<Rejection> rejections, CompletableFuture<Void> done) {

  int weight() {
    return Math.max(1, entries.size());
  }
}
