package changke.engine.days;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class DaySetsTest {

  @Test
  void a_person_has_exactly_the_local_days_of_the_events_and_their_first_instant() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var sets = DaySets.of(diary.history());
      assertSame(diary, sets, Identities.none(), "seed " + seed);
    }
  }

  @Test
  void a_late_event_is_a_union() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var random = new Random(seed);
      var parts = new ArrayList<List<Diary.Event>>();
      for (int i = 0; i < 4; i++) {
        parts.add(new ArrayList<>());
      }
      diary.events().forEach(e -> parts.get(random.nextInt(4)).add(e));
      var calendar = LocalDays.of(diary.zone());
      var union = DaySets.empty(calendar);
      for (var part : parts) {
        union = union.plus(DaySets.of(with(diary, part, diary.zone()).history()));
      }
      assertThat(union).as("seed %d", seed).isEqualTo(DaySets.of(diary.history()));
      assertSame(diary, union, Identities.none(), "seed " + seed);
    }
  }

  @Test
  void merged_identities_are_read_as_one_person_and_an_undone_merge_leaves_no_trace() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var random = new Random(seed);
      var sets = DaySets.of(diary.history());
      var history = diary.history();
      var merges = new ArrayList<Identities.Merge>();
      var identities = Identities.none();
      for (int i = 0; i < 5; i++) {
        int one = random.nextInt(diary.people());
        int other = random.nextInt(diary.people());
        identities = identities.merged(one, other);
        merges.add(new Identities.Merge(one, other));
      }
      for (int i = 0; i < 5; i++) {
        assertSame(diary, sets.united(identities), identities, "seed " + seed);
        assertThat(DaySets.of(history.united(identities)))
            .as("seed %d", seed)
            .isEqualTo(sets.united(identities));
        var undone = merges.remove(random.nextInt(merges.size()));
        identities = identities.undone(undone.one(), undone.other());
      }
      assertThat(sets.united(identities)).isEqualTo(sets);
    }
  }

  @Test
  void another_zone_means_other_days_and_is_never_mixed_in() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var moved = with(diary, diary.events(), ZoneId.of("Pacific/Kiritimati"));
      assertSame(moved, DaySets.of(moved.history()), Identities.none(), "seed " + seed);
      assertThatThrownBy(() -> DaySets.of(diary.history()).plus(DaySets.of(moved.history())))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void identities_are_what_the_remaining_merges_connect() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var random = new Random(seed);
      var merges = new ArrayList<Identities.Merge>();
      for (int i = random.nextInt(12); i > 0; i--) {
        merges.add(new Identities.Merge(random.nextInt(10), random.nextInt(10)));
      }
      var identities = Identities.of(merges);
      for (int number = 0; number < 10; number++) {
        assertThat(identities.of(number)).as("seed %d", seed).isEqualTo(reach(merges, number));
      }
    }
  }

  @Test
  void what_was_saved_is_loaded_again() throws IOException {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var sets = DaySets.of(Diary.random(seed).history());
      assertThat(DaySets.load(new ByteArrayInputStream(bytes(sets))))
          .as("seed %d", seed)
          .isEqualTo(sets);
    }
  }

  @Test
  void crowds_are_saved_and_loaded_too() throws IOException {
    var random = new Random(3);
    var builder = History.in(LocalDays.of(ZoneId.of("Asia/Shanghai")));
    for (int i = 0; i < 300_000; i++) {
      builder.add(random.nextInt(150_000), 0, 1_700_000_000L + random.nextInt(400_000));
    }
    for (int person = 40_000; person < 140_000; person++) {
      builder.add(person, 2, 1_700_000_000L);
    }
    var sets = DaySets.of(builder.build());
    assertThat(DaySets.load(new ByteArrayInputStream(bytes(sets)))).isEqualTo(sets);
  }

  @Test
  void damaged_bytes_are_refused_wherever_the_damage_is() throws IOException {
    var random = new Random(11);
    for (long seed = 0; seed < 10; seed++) {
      var bytes = bytes(DaySets.of(Diary.random(seed).history()));
      for (int at = 0; at < bytes.length; at++) {
        var damaged = bytes.clone();
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        assertRefused(damaged, "seed " + seed + ", byte " + at);
        assertRefused(Arrays.copyOf(bytes, at), "seed " + seed + ", cut at " + at);
      }
      assertRefused(Arrays.copyOf(bytes, bytes.length + 1), "seed " + seed + ", one byte more");
    }
  }

  @Test
  void a_saved_day_is_a_bitmap_that_any_roaring_library_reads() throws IOException {
    var builder = History.in(LocalDays.of(ZoneId.of("UTC")));
    IntStream.of(3, 70_000, 200_000).forEach(person -> builder.add(person, 0, 86_400L * 19_000));
    var body =
        new DataInputStream(
            new ByteArrayInputStream(secondFrame(bytes(DaySets.of(builder.build())))));
    assertThat(body.readInt()).isEqualTo(19_000);
    assertThat(body.readInt()).isOne();
    var people = new RoaringBitmap();
    people.deserialize(body);
    assertThat(people.toArray()).containsExactly(3, 70_000, 200_000);
  }

  private static byte[] secondFrame(byte[] bytes) throws IOException {
    var in = new ByteArrayInputStream(bytes);
    Frames.read(in, 0);
    return Frames.read(in, 1);
  }

  private static void assertRefused(byte[] bytes, String where) {
    assertThatThrownBy(() -> DaySets.load(new ByteArrayInputStream(bytes)))
        .as(where)
        .isInstanceOf(DamagedDaySets.class);
  }

  private static byte[] bytes(DaySets sets) throws IOException {
    var out = new ByteArrayOutputStream();
    sets.save(out);
    return out.toByteArray();
  }

  private static int reach(List<Identities.Merge> merges, int number) {
    var group = new TreeSet<>(List.of(number));
    for (int round = 0; round < merges.size(); round++) {
      for (var merge : merges) {
        if (group.contains(merge.one()) || group.contains(merge.other())) {
          group.addAll(List.of(merge.one(), merge.other()));
        }
      }
    }
    return group.first();
  }

  private static Diary with(Diary diary, List<Diary.Event> events, ZoneId zone) {
    return new Diary(diary.seed(), zone, diary.people(), diary.kinds(), events);
  }

  private static void assertSame(Diary diary, DaySets sets, Identities identities, String seed) {
    for (int kind = 0; kind < diary.kinds(); kind++) {
      for (int person = 0; person < diary.people(); person++) {
        int who = person;
        int what = kind;
        var events =
            diary.events().stream()
                .filter(e -> identities.of(e.person()) == who && e.kind() == what)
                .toList();
        var days =
            events.stream()
                .mapToInt(e -> (int) e.dateIn(diary.zone()).toEpochDay())
                .distinct()
                .sorted()
                .toArray();
        long first = events.stream().mapToLong(e -> e.at().getEpochSecond()).min().orElse(-1);
        assertThat(sets.kind(kind).days(person))
            .as("%s person %d kind %d %s", seed, person, kind, Arrays.toString(days))
            .isEqualTo(days);
        assertThat(sets.kind(kind).first(person)).as(seed).isEqualTo(first);
      }
    }
  }
}
