package changke.api.merchant;

import changke.shared.Slice;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list; `next` is the cursor of the page behind it, missing on the last one.
record Listed<T>(List<T> items, @Nullable String next) {

  static final int MOST = 100;

  static <A, B> Listed<B> of(Slice<A> slice, Function<A, B> shown, Function<A, Object> place) {
    return new Listed<>(
        slice.rows().stream().map(shown).toList(),
        slice.more() ? place.apply(slice.rows().getLast()).toString() : null);
  }

  static int size(int asked) {
    return Math.clamp(asked, 1, MOST);
  }
}
