package changke.engine.taste;

/// How many people bought each item: the floor that every other model has to beat, and the answer
/// for whoever has no history. No item speaks for another here, so [#add] gives every item its
/// popularity.
public final class Popular implements Model {

  private final float[] share;

  private Popular(float[] share) {
    this.share = share;
  }

  public static Popular train(Purchases purchases) {
    var share = new float[purchases.items()];
    for (int i = 0; i < purchases.item.length; i++) share[purchases.item[i]] += purchases.weight[i];
    return new Popular(share);
  }

  @Override
  public int items() {
    return share.length;
  }

  @Override
  public void add(int bought, float weight, float[] scores) {
    for (int i = 0; i < share.length; i++) scores[i] += weight * share[i];
  }

  @Override
  public float link(int bought, int candidate) {
    return share[candidate];
  }

  @Override
  public float[] scores(int... history) {
    return share.clone();
  }
}
