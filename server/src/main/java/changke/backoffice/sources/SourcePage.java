package changke.backoffice.sources;

import changke.activity.Rejection;
import changke.activity.Source;
import changke.activity.WriteKey;
import changke.pages.Page;
import changke.shared.Slice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One source.
///
/// @param fresh a key that was made just now and is told in full this once
/// @param secret what user ids are signed with; for sources in browsers, when asked for
record SourcePage(
    Source source,
    List<WriteKey> keys,
    Slice<Rejection> rejections,
    @Nullable String fresh,
    @Nullable String secret,
    String address,
    Instant now)
    implements Page {

  boolean inBrowser() {
    return source.kind() == Source.Kind.BROWSER;
  }

  boolean isHouse() {
    return source.kind() == Source.Kind.HOUSE;
  }

  String path() {
    return "/backoffice/sources/" + source.id();
  }
}
