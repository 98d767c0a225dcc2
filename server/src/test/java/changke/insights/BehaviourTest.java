package changke.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourTest {

  private static final DataOutputStream NOWHERE =
      new DataOutputStream(OutputStream.nullOutputStream());

  /// What a state says of everybody: kind, seconds and amounts by id.
  private static Map<UUID, List<String>> said(Behaviour all) {
    var said = new TreeMap<UUID, List<String>>();
    for (int kind = 0; kind < all.kinds().size(); kind++) {
      var column = all.history.kind(kind);
      for (int p = 0; p < all.size(); p++) {
        for (int at = column.from(p); at < column.to(p); at++) {
          said.computeIfAbsent(all.id(p), id -> new ArrayList<>())
              .add(all.kinds().get(kind) + " " + column.second(at) + " " + column.amount(at));
        }
      }
    }
    said.values().forEach(Collections::sort);
    return said;
  }

  /// Days of any act, by id.
  private static Map<UUID, List<Integer>> days(Behaviour all) {
    var days = new TreeMap<UUID, List<Integer>>();
    for (int p = 0; p < all.size(); p++) {
      var own = new ArrayList<Integer>();
      for (int day : all.sets.kind(Behaviour.ACTIVE).days(p)) {
        own.add(day);
      }
      if (!own.isEmpty()) {
        days.put(all.id(p), own);
      }
    }
    return days;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void what_is_built_step_by_step_equals_what_is_built_at_once_and_what_the_tape_plays(long seed)
      throws IOException {
    var house = new MadeHouse(seed, 120);
    var atOnce = house.built(Integer.MAX_VALUE);
    for (int step : new int[] {1 + (int) seed * 7, 500}) {
      var stepwise = house.built(step);
      assertThat(said(stepwise)).as("seed %d step %d", seed, step).isEqualTo(said(atOnce));
      assertThat(days(stepwise)).isEqualTo(days(atOnce));
      assertThat(stepwise.everybody()).isEqualTo(atOnce.everybody());
      assertThat(stepwise.members()).isEqualTo(atOnce.members());
    }
    var played = MadeHouse.empty();
    MadeHouse.play(played, house.tape(MadeHouse.empty()));
    assertThat(said(MadeHouse.build(played))).isEqualTo(said(atOnce));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void everybody_has_what_came_under_all_their_numbers(long seed) {
    var house = new MadeHouse(seed, 150);
    var all = house.built(333);
    var root = house.roots();
    // The lowest number stands for a family; which identity has it depends on who came first.
    var family = new HashMap<UUID, Integer>();
    for (int p = 0; p < root.length; p++) {
      family.put(house.people.get(p), root[p]);
    }
    var naive = new TreeMap<Integer, List<String>>();
    for (var act : house.acts) {
      naive
          .computeIfAbsent(root[act.person()], p -> new ArrayList<>())
          .add(act.kind() + " " + act.second() + " 0");
    }
    for (var order : house.orders) {
      naive
          .computeIfAbsent(root[order.person()], p -> new ArrayList<>())
          .add("Order Paid " + order.second() + " " + order.net());
    }
    naive.values().forEach(Collections::sort);
    var ours = new TreeMap<Integer, List<String>>();
    said(all).forEach((id, list) -> ours.put(family.get(id), list));
    assertThat(ours).as("seed %d", seed).isEqualTo(naive);
  }

  @Test
  void an_undone_merge_leaves_no_trace_when_all_is_played_again() throws IOException {
    var house = new MadeHouse(21, 60);
    var plain = house.built(Integer.MAX_VALUE);
    var into = MadeHouse.empty();
    house.write(into, NOWHERE, 100);
    int one = house.number(into, 1, NOWHERE);
    int other = house.number(into, 2, NOWHERE);
    into.merged(one, other, NOWHERE);
    assertThat(into.isTorn()).isFalse();
    MadeHouse.build(into);
    into.undone(one, other, NOWHERE);
    assertThat(into.isTorn()).isTrue();
    var again = new MadeHouse(21, 60);
    var fresh = MadeHouse.empty();
    again.write(fresh, NOWHERE, Integer.MAX_VALUE);
    fresh.merged(one, other, NOWHERE);
    fresh.undone(one, other, NOWHERE);
    assertThat(fresh.isTorn()).isFalse();
    assertThat(said(MadeHouse.build(fresh))).isEqualTo(said(plain));
  }

  /// The numbers of two whole families.
  private static Set<Integer> families(int[] root) {
    var some = new HashSet<Integer>();
    for (int p = 0; p < root.length; p++) {
      if (root[p] == root[1] || root[p] == root[5]) {
        some.add(p);
      }
    }
    return some;
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43})
  void who_is_erased_is_out_at_once_and_after_cleaning_nothing_of_them_is_left(
      long seed, @TempDir Path folder) throws IOException {
    var house = new MadeHouse(seed, 80);
    var into = MadeHouse.empty();
    var notes = house.tape(into);
    var whole = MadeHouse.build(into);
    var gone = families(house.roots());
    var more = new ByteArrayOutputStream();
    for (int p : gone) {
      into.forgotten(house.people.get(p), new DataOutputStream(more));
      into.forgotten(house.people.get(p), NOWHERE);
    }
    into.forgotten(new UUID(9, 9), NOWHERE);
    assertThat(into.isStained()).isTrue();
    var ids = new HashSet<UUID>();
    gone.forEach(p -> ids.add(house.people.get(p)));
    assertThat(MadeHouse.build(into).everybody())
        .isEqualTo(whole.everybody().minus(whole.among(ids)));
    var path = folder.resolve("notes");
    try (var file = BehaviourFile.open(path)) {
      file.append(new BehaviourFile.Place(7, new UUID(1, 7)), notes, notes.length);
      file.append(new BehaviourFile.Place(9, new UUID(1, 9)), more.toByteArray(), more.size());
      file.rewritten(path, into.cleaning()::of).close();
    }
    var clean = MadeHouse.empty();
    try (var file = BehaviourFile.open(path)) {
      assertThat(file.play(clean)).isEqualTo(new BehaviourFile.Place(9, new UUID(1, 9)));
    }
    assertThat(clean.isStained()).isFalse();
    var after = MadeHouse.build(clean);
    var others = new TreeMap<>(said(whole));
    others.keySet().removeAll(ids);
    assertThat(said(after)).as("seed %d", seed).isEqualTo(others);
    assertThat(after.members().count()).isEqualTo(whole.members().minus(whole.among(ids)).count());
    var left = Files.readAllBytes(path);
    for (var id : ids) {
      assertThat(contains(left, id)).as("an id on disk").isFalse();
    }
    assertThat(contains(left, house.people.get(2))).isTrue();
  }

  private static boolean contains(byte[] bytes, UUID id) {
    var high = ByteBuffer.allocate(16);
    high.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    for (int at = 0; at + 16 <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + 16, high.array(), 0, 16)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void a_refund_goes_back_to_its_order_although_it_is_told_first() throws IOException {
    var into = MadeHouse.empty();
    int lin = into.number(new UUID(1, 1), true, NOWHERE);
    var order = new UUID(9, 9);
    into.refunded(order, 400, NOWHERE);
    var lines =
        new PaidOrders.Line[] {
          new PaidOrders.Line(new UUID(5, 1), new UUID(6, 1), 333),
          new PaidOrders.Line(new UUID(5, 2), new UUID(6, 1), 667)
        };
    into.paid(order, lin, MadeHouse.FIRST_SECOND, 1_000, lines, NOWHERE);
    into.paid(order, lin, MadeHouse.FIRST_SECOND + 5, 1_000, lines, NOWHERE);
    var all = MadeHouse.build(into);
    assertThat(all.purchases.size()).isEqualTo(1);
    assertThat(all.purchases.net(0)).isEqualTo(600);
    assertThat(all.purchases.lineNet(0) + all.purchases.lineNet(1)).isEqualTo(600);
    assertThat(all.history.kind(Behaviour.SOLD).amount(0)).isEqualTo(600);
  }

  @Test
  void the_file_is_played_to_its_last_whole_frame(@TempDir Path folder) throws IOException {
    var house = new MadeHouse(31, 40);
    var notes = house.tape(MadeHouse.empty());
    var path = folder.resolve("notes");
    try (var file = BehaviourFile.open(path)) {
      assertThat(file.play(MadeHouse.empty()).position()).isZero();
      file.append(new BehaviourFile.Place(7, new UUID(1, 7)), notes, notes.length);
      file.append(new BehaviourFile.Place(9, new UUID(1, 9)), new byte[] {8, 0, 1, 'x'}, 4);
    }
    var whole = MadeHouse.empty();
    try (var file = BehaviourFile.open(path)) {
      assertThat(file.play(whole)).isEqualTo(new BehaviourFile.Place(9, new UUID(1, 9)));
    }
    assertThat(said(MadeHouse.build(whole))).isEqualTo(said(house.built(Integer.MAX_VALUE)));
    var bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 2));
    try (var file = BehaviourFile.open(path)) {
      assertThat(file.play(MadeHouse.empty()).position()).isEqualTo(7);
      file.append(new BehaviourFile.Place(8, new UUID(1, 8)), new byte[] {8, 0, 1, 'y'}, 4);
    }
    try (var file = BehaviourFile.open(path)) {
      assertThat(file.play(MadeHouse.empty()).position()).isEqualTo(8);
    }
    bytes[60] ^= 1;
    Files.write(path, bytes);
    try (var file = BehaviourFile.open(path)) {
      assertThat(file.play(MadeHouse.empty()).position()).isZero();
    }
  }

  @Test
  void a_public_source_cannot_fill_all_kinds() throws IOException {
    var into = MadeHouse.empty();
    int somebody = into.number(new UUID(1, 1), false, NOWHERE);
    for (int i = 0; i < 500; i++) {
      into.act(somebody, "Made up " + i, false, true, MadeHouse.FIRST_SECOND + i, NOWHERE);
    }
    into.act(somebody, "Own kind", true, true, MadeHouse.FIRST_SECOND, NOWHERE);
    var all = MadeHouse.build(into);
    assertThat(all.kinds()).hasSizeLessThan(40).contains("Own kind", Gathered.OTHER);
    assertThat(all.events()).isEqualTo(501);
  }
}
