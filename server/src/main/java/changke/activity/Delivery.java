package changke.activity;

import changke.shared.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What arrived over HTTP, unpacked and unread.
///
/// @param body JSON, at most so long as the door lets in
/// @param type of the one item that the body is; null when it is a batch whose items say it
/// @param keys write keys that came beside the body
/// @param member who is signed in on this house's own page, when it came from one
/// @param visitor the pseudonym of that browser
/// @param unfollowed whether the browser asks not to be followed
@SuppressWarnings("ArrayRecordComponent") // Nobody compares deliveries.
public record Delivery(
    byte[] body,
    @Nullable String type,
    List<String> keys,
    Optional<PersonId> member,
    Optional<UUID> visitor,
    boolean unfollowed) {}
