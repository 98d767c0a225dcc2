package changke.merchants;

import java.util.List;

/// What an edit of a shop did.
public sealed interface ShopEdited {

  record Saved(Shop shop) implements ShopEdited {}

  /// Someone saved meanwhile; `current` is what stands now.
  record ChangedMeanwhile(Shop current) implements ShopEdited {}

  record SlugTaken() implements ShopEdited {}

  record Unfit(List<String> fields) implements ShopEdited {}
}
