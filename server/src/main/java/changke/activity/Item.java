package changke.activity;

import org.jspecify.annotations.Nullable;

/// One message of a delivery, as it was sent. Objects are JSON text, empty where there was none.
///
/// @param problem why it cannot be taken, whatever else it says
/// @param sample how it begins
record Item(
    @Nullable String type,
    @Nullable String event,
    @Nullable String name,
    @Nullable String category,
    @Nullable String messageId,
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String previousId,
    @Nullable String groupId,
    @Nullable String timestamp,
    @Nullable String sentAt,
    @Nullable String signature,
    String properties,
    String traits,
    String context,
    Rejection.@Nullable Reason problem,
    String sample) {}
