package changke.engine.taste;

/// What items are, apart from who bought them: the only thing that is known about an item on its
/// first day.
public sealed interface Content permits Tags, Embeddings {

  int items();

  /// How near every item is to a history, 0 and up; the history's own items are scored as well.
  float[] scores(int... history);

  /// How near two items are, 0 to 1.
  float nearness(int a, int b);
}
