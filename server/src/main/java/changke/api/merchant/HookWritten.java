package changke.api.merchant;

import changke.webhooks.EndpointDraft;
import changke.webhooks.EventKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A new address: https, and what it is told, such as `order.paid`.
record HookWritten(String url, @Nullable String note, List<String> kinds) {

  HookWritten {
    Objects.requireNonNull(url);
    kinds = List.copyOf(kinds);
  }

  EndpointDraft draft() {
    var known =
        kinds.stream()
            .map(EventKind::of)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
    return new EndpointDraft(url, Objects.requireNonNullElse(note, ""), known);
  }
}
