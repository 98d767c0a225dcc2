package changke.insights;

import changke.engine.value.RfmScale;
import changke.engine.value.RfmSegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Recency, frequency and money of everybody with an order.
///
/// @param scale where one score ends and the next begins
/// @param grid by recency score and frequency score, each minus one
/// @param segments the named groups, in their order; every group is there
public record RfmReport(RfmScale scale, List<List<Group>> grid, Map<RfmSegment, Group> segments) {

  public RfmReport {
    grid = grid.stream().map(List::copyOf).toList();
    segments = Collections.unmodifiableMap(segments);
  }

  /// The people of one cell or one named group.
  ///
  /// @param recencyDays sum over its people, for the mean
  public record Group(long people, long netMinor, long orders, long recencyDays) {

    static final Group NONE = new Group(0, 0, 0, 0);

    Group plus(int recency, int orders, long netMinor) {
      return new Group(
          people + 1, this.netMinor + netMinor, this.orders + orders, recencyDays + recency);
    }

    public double meanRecencyDays() {
      return people == 0 ? 0 : (double) recencyDays / people;
    }

    public double meanOrders() {
      return people == 0 ? 0 : (double) orders / people;
    }
  }

  static RfmReport of(ShopHistory history) {
    int buyers = 0;
    var recency = new int[history.orders.length];
    var net = new long[history.orders.length];
    var orders = new int[history.orders.length];
    for (int p = 0; p < history.orders.length; p++) {
      if (history.orders[p] > 0) {
        recency[buyers] = history.lastDay() - history.lastOrderDay[p];
        orders[buyers] = history.orders[p];
        net[buyers++] = history.netMinor[p];
      }
    }
    var scale = RfmScale.of(Arrays.copyOf(recency, buyers), Arrays.copyOf(net, buyers));
    var grid = new ArrayList<List<Group>>();
    for (int r = 0; r < 5; r++) {
      grid.add(new ArrayList<>(Collections.nCopies(5, Group.NONE)));
    }
    var segments = new EnumMap<RfmSegment, Group>(RfmSegment.class);
    for (var segment : RfmSegment.values()) {
      segments.put(segment, Group.NONE);
    }
    for (int b = 0; b < buyers; b++) {
      var score = scale.score(recency[b], orders[b], net[b]);
      var row = grid.get(score.recency() - 1);
      var cell = row.get(score.frequency() - 1);
      row.set(score.frequency() - 1, cell.plus(recency[b], orders[b], net[b]));
      var group = segments.getOrDefault(score.segment(), Group.NONE);
      segments.put(score.segment(), group.plus(recency[b], orders[b], net[b]));
    }
    return new RfmReport(scale, grid, segments);
  }
}
