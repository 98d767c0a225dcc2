package changke.engine.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LikenessTest {

  private static final String CHINESE = "《剑与远方》标准版激活码，支持简体中文，Steam 平台全球激活，购买后自动发货，请勿在网吧兑换。";
  private static final String ENGLISH =
      "Pixel brushes for painters: forty hand-made brushes, tested in Krita and Photoshop, free updates for life.";

  @Test
  void a_copied_listing_is_found_with_the_passages_in_both_originals() {
    var copy = "【特价】" + CHINESE.replace("，", " ").replace("Steam", "ＳＴＥＡＭ") + "老板人很好";
    var match = Likeness.compare(Text.of(CHINESE), Text.of(copy), null);
    assertThat(match.ofA()).isEqualTo(1);
    assertThat(match.ofB()).isBetween(.7, .95);
    for (var passage : match.passages()) {
      assertThat(plain(copy.substring(passage.fromB(), passage.toB())))
          .isEqualTo(plain(CHINESE.substring(passage.fromA(), passage.toA())));
    }
    assertThat(match.passages().getFirst().fromB()).isGreaterThanOrEqualTo("【特价】".length());
  }

  @Test
  void english_is_compared_word_by_word_whatever_its_case_and_marks() {
    var copy =
        "NEW!! " + ENGLISH.toUpperCase(java.util.Locale.ROOT).replace(":", " —").replace("-", " ");
    var match = Likeness.compare(Text.of(ENGLISH), Text.of(copy), null);
    assertThat(match.ofA()).isEqualTo(1);
    assertThat(
            Likeness.compare(
                    Text.of("Café Créme for my friends and me"),
                    Text.of("cafe creme FOR MY friends and me"),
                    null)
                .share())
        .isEqualTo(1);
  }

  @Test
  void one_lifted_sentence_says_where_it_stands() {
    var a =
        "I painted the cover in a week. The second part was written on the night train. It rained.";
    var b = "Nothing to do with it, yet the second part was written on the night train, they say.";
    var match = Likeness.compare(Text.of(a), Text.of(b), null);
    assertThat(match.passages()).hasSize(1);
    var passage = match.passages().getFirst();
    assertThat(a.substring(passage.fromA(), passage.toA()))
        .isEqualTo("The second part was written on the night train");
    assertThat(b.substring(passage.fromB(), passage.toB()))
        .isEqualTo("the second part was written on the night train");
  }

  @Test
  void phrases_that_everybody_in_the_category_uses_count_for_nothing() {
    var boilerplate = "购买后自动发货，二十四小时内有效，虚拟商品不支持退款。";
    var background = new Background(.02);
    for (int i = 0; i < 50; i++)
      background.add(Text.of("第" + i + "号商品名字完全不一样" + i * i + "。" + boilerplate));
    var a = Text.of("星海拾遗数字画集，四十张插画高清原图。" + boilerplate);
    var b = Text.of("古琴入门视频课程，共十二讲附曲谱。" + boilerplate);
    assertThat(Likeness.compare(a, b, null).share()).isGreaterThan(.4);
    assertThat(Likeness.compare(a, b, background).passages()).isEmpty();
    var only = Likeness.compare(Text.of(boilerplate), Text.of(boilerplate), background);
    assertThat(only).isEqualTo(new Match(0, 0, 0, List.of()));
  }

  @Test
  void tiling_is_what_the_slow_definition_says() {
    var random = new SplittableRandom(12);
    for (int round = 0; round < 150; round++) {
      var a = Text.of(words(random, 1 + random.nextInt(60)));
      var b = Text.of(words(random, 1 + random.nextInt(60)));
      if (Math.min(a.size(), b.size()) < 5) continue;
      assertThat(
              Likeness.compare(a, b, null).passages().stream()
                  .map(p -> p.fromA() + ":" + p.fromB() + "+" + p.tokens())
                  .toList())
          .as("round " + round)
          .isEqualTo(slow(a, b));
    }
  }

  @Test
  void short_texts_are_alike_only_when_they_are_the_same() {
    assertThat(Likeness.compare(Text.of("很好！"), Text.of("很好"), null).share()).isEqualTo(1);
    assertThat(Likeness.compare(Text.of("很好"), Text.of("很好用"), null).share()).isZero();
    assertThat(Likeness.compare(Text.of(""), Text.of(""), null))
        .isEqualTo(new Match(0, 0, 0, List.of()));
    assertThat(Likeness.compare(Text.of("！？…"), Text.of("😀😀"), null).share()).isZero();
  }

  @Test
  void a_text_of_one_character_repeated_a_million_times_is_no_trouble() {
    var much = Text.of("哈".repeat(1_000_000));
    var match = Likeness.compare(much, Text.of("哈".repeat(999_999)), null);
    assertThat(match.share()).isEqualTo(1);
    assertThat(Fingerprints.of(much)).hasSize(1);
    assertThat(Text.of("\ud800 broken \udc00 pairs").size()).isEqualTo(2);
  }

  @Test
  void candidates_find_near_copies_and_lifted_passages_among_thousands() {
    var random = new SplittableRandom(3);
    var candidates = new Candidates();
    for (int i = 0; i < 3_000; i++) candidates.add(i, Text.of(story(random, 60)));
    var original = story(random, 80);
    candidates.add(3_000, Text.of(original));
    var copy = Text.of(original.replace("w7 ", "w77 "));
    assertThat(candidates.find(copy)).contains(3_000).hasSizeLessThan(100);
    var words = original.split(" ");
    var lifted =
        story(random, 300)
            + " "
            + String.join(" ", List.of(words).subList(20, 34))
            + " "
            + story(random, 300);
    assertThat(candidates.find(Text.of(lifted))).contains(3_000).hasSizeLessThan(100);
    assertThat(candidates.find(Text.of(""))).isEmpty();
  }

  @Test
  void bands_meet_as_often_as_the_overlap_promises() {
    var random = new SplittableRandom(21);
    int met = 0;
    for (int i = 0; i < 500; i++) {
      var candidates = new Candidates();
      var words = story(random, 40);
      candidates.add(1, Text.of(words));
      // A quarter of the words is new at the end: overlap 28 of 48 runs of three.
      if (candidates.find(Text.of(words.substring(0, words.length() * 3 / 4) + story(random, 10)))
              .length
          > 0) met++;
    }
    assertThat(met).isGreaterThan(495);
  }

  private static String words(SplittableRandom random, int count) {
    return random.ints(count, 0, 3).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
  }

  private static String story(SplittableRandom random, int count) {
    return random.ints(count, 0, 900).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
  }

  private static String plain(String text) {
    return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKD)
        .replaceAll("[\\s,]+", "")
        .toLowerCase(java.util.Locale.ROOT);
  }

  /// Looks for the longest common run of free tokens again and again.
  private static List<String> slow(Text a, Text b) {
    var usedA = new boolean[a.size()];
    var usedB = new boolean[b.size()];
    var tiles = new ArrayList<int[]>();
    while (true) {
      int[] best = {0, 0, 4};
      for (int i = 0; i < a.size(); i++) {
        for (int j = 0; j < b.size(); j++) {
          int k = 0;
          while (i + k < a.size()
              && j + k < b.size()
              && !usedA[i + k]
              && !usedB[j + k]
              && a.token(i + k) == b.token(j + k)) k++;
          if (k > best[2]) best = new int[] {i, j, k};
        }
      }
      if (best[2] == 4) break;
      for (int k = 0; k < best[2]; k++) usedA[best[0] + k] = usedB[best[1] + k] = true;
      tiles.add(best);
    }
    tiles.sort(java.util.Comparator.comparingInt(tile -> tile[0]));
    return tiles.stream().map(t -> a.from(t[0]) + ":" + b.from(t[1]) + "+" + t[2]).toList();
  }
}
