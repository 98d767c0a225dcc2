package changke.api.idempotency;

import changke.platform.AesGcm;
import changke.platform.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// First answers, sealed under the id of their call.
@Component
class Replies {

  private final Calls calls;
  private final AesGcm cipher;

  Replies(Calls calls, Keys keys) {
    this.calls = calls;
    this.cipher = new AesGcm(keys.derive("replies of idempotent calls"));
  }

  /// Keeps the answer of a call whose content is known; false when another try has taken over.
  boolean keep(Running running) {
    return keep(running.call(), Objects.requireNonNull(running.hash()), running.reply());
  }

  boolean keep(Call call, byte[] hash, ContentCachingResponseWrapper reply) {
    return calls.answered(
        call,
        hash,
        new Call.Reply(
            reply.getStatus(),
            reply.getContentType(),
            reply.getHeader("Location"),
            cipher.seal(reply.getContentAsByteArray(), context(call))));
  }

  byte[] open(Call call, Call.Reply reply) {
    return cipher.open(reply.body(), context(call));
  }

  private static byte[] context(Call call) {
    return call.id().toString().getBytes(StandardCharsets.UTF_8);
  }
}
