package changke.engine.likeness;

import java.text.Normalizer;
import java.util.Arrays;

/// A text cut into tokens that know where they stand in the original: words of letters and digits,
/// and each pair of neighbouring Chinese characters (a lone one stands for itself).
///
/// Width, case, accents, spaces and punctuation make no difference. Only the first 20,000 tokens
/// are read.
public final class Text {

  static final int LONGEST = 20_000;

  private final String original;
  private int[] tokens = new int[16];
  private int[] from = new int[16];
  private int[] to = new int[16];
  private int size;

  private Text(String original) {
    this.original = original;
  }

  public static Text of(String original) {
    var text = new Text(original);
    new Cutter(text).cut();
    text.tokens = Arrays.copyOf(text.tokens, text.size);
    return text;
  }

  public String original() {
    return original;
  }

  /// The number of tokens.
  public int size() {
    return size;
  }

  /// A number that equal tokens share; two different ones share it once in four billion.
  int token(int i) {
    return tokens[i];
  }

  int from(int i) {
    return from[i];
  }

  int to(int i) {
    return to[i];
  }

  boolean sameTokens(Text other) {
    return Arrays.equals(tokens, other.tokens);
  }

  /// The hash of every run of `length` tokens; none when the text is shorter.
  long[] runs(int length) {
    var runs = new long[Math.max(0, size - length + 1)];
    for (int i = 0; i < runs.length; i++) {
      long hash = 0;
      for (int k = 0; k < length; k++) hash = mix(hash * 31 + tokens[i + k]);
      runs[i] = hash;
    }
    return runs;
  }

  static long mix(long x) {
    long y = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
    y = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
    return y ^ (y >>> 31);
  }

  private void add(int token, int start, int end) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * size);
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
    }
    tokens[size] = token;
    from[size] = start;
    to[size++] = end;
  }

  /// Walks over the code points once. Each is folded by itself, so that offsets stay those of the
  /// original.
  private static final class Cutter {
    private final Text text;
    private long word;
    private int wordFrom = -1;
    private int wordTo;
    private int last;
    private int lastFrom = -1;
    private int lastTo;
    private boolean paired;

    private Cutter(Text text) {
      this.text = text;
    }

    private void cut() {
      var original = text.original;
      for (int i = 0; i < original.length() && text.size < LONGEST; ) {
        int point = original.codePointAt(i);
        int next = i + Character.charCount(point);
        if (Character.isIdeographic(point)) character(point, i, next);
        else if (point < 128) folded(Character.toLowerCase(point), i, next);
        else fold(point, i, next);
        i = next;
      }
      endWord();
      endCharacters();
    }

    private void fold(int point, int start, int end) {
      var plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
      plain.codePoints().forEach(part -> folded(Character.toLowerCase(part), start, end));
    }

    private void folded(int point, int start, int end) {
      if (Character.getType(point) == Character.NON_SPACING_MARK) return;
      if (Character.isIdeographic(point)) {
        character(point, start, end);
      } else if (Character.isLetterOrDigit(point)) {
        endCharacters();
        if (wordFrom < 0) {
          word = 0;
          wordFrom = start;
        }
        word = mix(word * 31 + point);
        wordTo = end;
      } else if (point != '\'') {
        // An apostrophe is part of its word; everything else ends what stands before it.
        endWord();
        endCharacters();
      }
    }

    private void character(int point, int start, int end) {
      endWord();
      if (lastFrom >= 0) {
        text.add((int) mix(((long) last << 32) + point), lastFrom, end);
        paired = true;
      }
      last = point;
      lastFrom = start;
      lastTo = end;
    }

    private void endWord() {
      if (wordFrom >= 0) text.add((int) (word >>> 16), wordFrom, wordTo);
      wordFrom = -1;
    }

    private void endCharacters() {
      if (lastFrom >= 0 && !paired) text.add((int) mix(last), lastFrom, lastTo);
      lastFrom = -1;
      paired = false;
    }
  }
}
