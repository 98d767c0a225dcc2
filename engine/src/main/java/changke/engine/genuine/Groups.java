package changke.engine.genuine;

import java.util.HashMap;
import java.util.Map;

/// Who hangs together with whom: union by size with path halving.
final class Groups {

  private final Map<Long, Long> parent = new HashMap<>();
  private final Map<Long, Integer> size = new HashMap<>();

  long find(long member) {
    long at = member;
    while (true) {
      long up = parent.getOrDefault(at, at);
      if (up == at) return at;
      long above = parent.getOrDefault(up, up);
      parent.put(at, above);
      at = above;
    }
  }

  void join(long a, long b) {
    long x = find(a);
    long y = find(b);
    if (x == y) return;
    int sizeX = size.getOrDefault(x, 1);
    int sizeY = size.getOrDefault(y, 1);
    long root = sizeX >= sizeY ? x : y;
    parent.put(root == x ? y : x, root);
    size.put(root, sizeX + sizeY);
  }
}
