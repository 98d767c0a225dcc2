package changke.api.idempotency;

import changke.platform.Fingerprints;
import changke.platform.Keys;
import changke.shared.Ids;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Calls under `/api/v1` that change something and carry an `Idempotency-Key` are done once: the
/// first status and body are answered again for [#KEPT], 409 while it runs, 422 when the key comes
/// with other content. Keys are the caller's own: two tokens never meet.
///
/// What a `POST`, `PATCH` or `DELETE` does and its answer are committed together ([Bracket]). An
/// answer that means "nothing was done, try again" (5xx, 429) or "not you" (401, 403) is not kept.
/// A call whose process died can be tried again after [#RELEASED_AFTER], under the same call id.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class IdempotencyFilter extends OncePerRequestFilter {

  public static final String HEADER = "Idempotency-Key";
  public static final Duration KEPT = Duration.ofHours(24);
  public static final Duration RELEASED_AFTER = Duration.ofMinutes(2);

  private static final int LONGEST_KEY = 255;
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final String CALL_ID = IdempotencyFilter.class.getName() + ".call";

  private final Calls calls;
  private final Replies replies;
  private final byte[] hashKey;
  private final Ids ids;
  private final Clock clock;

  IdempotencyFilter(Calls calls, Replies replies, Keys keys, Ids ids, Clock clock) {
    this.calls = calls;
    this.replies = replies;
    this.hashKey = keys.derive("contents of idempotent calls");
    this.ids = ids;
    this.clock = clock;
  }

  /// An id for what this call makes: the same at every try under one key, else a fresh one.
  public static Optional<UUID> callId(HttpServletRequest request) {
    return Optional.ofNullable((UUID) request.getAttribute(CALL_ID));
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/v1/")
        || HARMLESS.contains(request.getMethod())
        || request.getHeader(HEADER) == null
        || request.getHeader("Authorization") == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var key = request.getHeader(HEADER);
    if (!fits(key)) {
      refuse(response, 400, "idempotency-key", "Idempotency-Key has 1 to 255 visible ASCII signs");
      return;
    }
    var scope = Fingerprints.mac(hashKey).doFinal(bytes(request.getHeader("Authorization")));
    var turn = new Turn();
    var content = new Content(request, Fingerprints.mac(hashKey), turn::live);
    var hash = content.isWhole() ? content.hash() : null;
    var now = clock.instant();
    var begun =
        calls.begin(ids.next(), scope, key, hash, now, now.plus(RELEASED_AFTER), now.minus(KEPT));
    if (begun.isPresent()) {
      turn.call = begun.get();
      request.setAttribute(CALL_ID, begun.get().id());
      run(begun.get(), content, hash, response, chain);
    } else {
      again(calls.find(scope, key), content, hash, response);
    }
  }

  void forget() {
    calls.forget(clock.instant().minus(KEPT));
  }

  private void run(
      Call call,
      Content request,
      byte @Nullable [] hash,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    var reply = new ContentCachingResponseWrapper(response);
    var running = new Running(call, hash, reply);
    request.setAttribute(Running.ATTRIBUTE, running);
    var kept = false;
    try {
      chain.doFilter(request, reply);
      kept = running.end() == Running.End.KEPT;
      if (running.end() == Running.End.NONE && isFinal(reply.getStatus()) && request.readRest()) {
        replies.keep(call, hash == null ? request.hash() : hash, reply);
        kept = true;
      }
    } finally {
      if (!kept) {
        calls.drop(call);
      }
    }
    if (running.end() == Running.End.LOST) {
      reply.reset();
      refuse(reply, 503, "not-kept", "try again with the same key: it is done once");
    }
    reply.copyBodyToResponse();
  }

  private void again(
      Optional<Call> found, Content request, byte @Nullable [] hash, HttpServletResponse response)
      throws IOException {
    var earlier = found.orElse(null);
    var differs =
        earlier != null
            && hash != null
            && earlier.content() != null
            && !MessageDigest.isEqual(hash, earlier.content());
    if (differs) {
      otherContent(response);
    } else if (earlier == null || earlier.reply() == null) {
      response.setHeader("Retry-After", "2");
      refuse(response, 409, "still-running", "a call with this Idempotency-Key is still running");
    } else if (hash == null
        && !(request.readRest() && MessageDigest.isEqual(request.hash(), earlier.content()))) {
      otherContent(response);
    } else {
      replay(earlier, earlier.reply(), response);
    }
  }

  private void replay(Call call, Call.Reply reply, HttpServletResponse response)
      throws IOException {
    response.setStatus(reply.status());
    response.setHeader("Idempotent-Replayed", "true");
    response.setHeader("Cache-Control", "no-store");
    if (reply.mediaType() != null) {
      response.setContentType(reply.mediaType());
    }
    if (reply.location() != null) {
      response.setHeader("Location", reply.location());
    }
    response.getOutputStream().write(replies.open(call, reply));
  }

  private static boolean isFinal(int status) {
    return status < 500 && status != 401 && status != 403 && status != 429;
  }

  private static boolean fits(String key) {
    return !key.isEmpty()
        && key.length() <= LONGEST_KEY
        && key.chars().allMatch(sign -> sign > 32 && sign < 127);
  }

  private static void otherContent(HttpServletResponse response) throws IOException {
    refuse(response, 422, "key-reused", "this Idempotency-Key came with other content before");
  }

  private static void refuse(HttpServletResponse response, int status, String kind, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setHeader("Cache-Control", "no-store");
    response
        .getOutputStream()
        .write(
            bytes(
                "{\"type\":\"urn:changke:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                    .formatted(kind, kind, status, detail)));
  }

  private static byte[] bytes(@Nullable String text) {
    return Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8);
  }

  /// Keeps a call alive as long as its body comes in.
  private final class Turn {
    private @Nullable Call call;
    private Instant renewed = clock.instant();

    private void live() {
      var now = clock.instant();
      if (call != null && now.isAfter(renewed.plus(RELEASED_AFTER.dividedBy(4)))) {
        renewed = now;
        calls.renew(call, now.plus(RELEASED_AFTER));
      }
    }
  }
}
