package changke.activity;

import java.util.List;

/// Something that is computed from the journal and from nothing else, so that it can be thrown away
/// and built anew by [Rebuild].
public interface Projection {

  /// The cursor under which it reads, as in [Journal#read].
  String consumer();

  /// Makes an empty place beside the one that is read from; what an earlier try left there goes.
  void begin();

  /// Takes entries, in their order, into the place that is being filled.
  void take(List<Event> events);

  /// The filled place becomes the one that is read from, in the running transaction.
  void swap();
}
