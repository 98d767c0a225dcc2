package changke.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import changke.HouseTest;
import changke.TestClock;
import changke.shared.Ids;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@HouseTest
class IdempotencyTest {

  @Autowired IdempotencyFilter filter;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  private final AtomicInteger done = new AtomicInteger();
  private final Set<UUID> callIds = ConcurrentHashMap.newKeySet();
  private String key = "";

  @BeforeEach
  void a_fresh_key() {
    key = ids.next().toString();
    done.set(0);
    callIds.clear();
  }

  @Test
  void the_first_status_and_body_are_answered_again() throws Exception {
    var first = send("ming", "{\"n\":1}");
    var second = send("ming", "{\"n\":1}");
    assertThat(done).hasValue(1);
    assertThat(second.getStatus()).isEqualTo(201).isEqualTo(first.getStatus());
    assertThat(second.getContentAsString())
        .isEqualTo("made 1")
        .isEqualTo(first.getContentAsString());
    assertThat(second.getHeader("Location")).isEqualTo("/made/1");
    assertThat(second.getHeader("Idempotent-Replayed")).isEqualTo("true");
    assertThat(first.getHeader("Idempotent-Replayed")).isNull();
  }

  @Test
  void a_key_with_other_content_is_refused() throws Exception {
    send("ming", "one");
    assertThat(send("ming", "two").getStatus()).isEqualTo(422);
    var elsewhere = request("ming", key, "one");
    elsewhere.setRequestURI("/api/v1/other");
    assertThat(send(elsewhere, this::make).getStatus()).isEqualTo(422);
    assertThat(done).hasValue(1);
  }

  @Test
  void a_long_body_is_compared_as_it_streams() throws Exception {
    var body = "card\n".repeat(300_000);
    assertThat(send("ming", body).getStatus()).isEqualTo(201);
    assertThat(send("ming", body).getHeader("Idempotent-Replayed")).isEqualTo("true");
    assertThat(send("ming", body + "more").getStatus()).isEqualTo(422);
    assertThat(done).hasValue(1);
  }

  @Test
  void two_callers_keys_never_meet() throws Exception {
    send("ming", "x");
    assertThat(send("hua", "x").getContentAsString()).isEqualTo("made 2");
  }

  @Test
  void a_key_has_at_most_255_signs() throws Exception {
    assertThat(send(request("ming", "k".repeat(255), "x"), this::make).getStatus()).isEqualTo(201);
    assertThat(send(request("ming", "k".repeat(256), "x"), this::make).getStatus()).isEqualTo(400);
    assertThat(send(request("ming", "a b", "x"), this::make).getStatus()).isEqualTo(400);
  }

  @Test
  void of_many_identical_calls_at_once_one_is_done() throws Exception {
    var start = new CountDownLatch(1);
    var answers = new ArrayList<Future<MockHttpServletResponse>>();
    try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        answers.add(
            crowd.submit(() -> {
              start.await();
              return send("ming", "same");
            }));
      }
      start.countDown();
    }
    assertThat(done).hasValue(1);
    var statuses = new ArrayList<Integer>();
    for (var answer : answers) {
      statuses.add(answer.get().getStatus());
    }
    assertThat(statuses).contains(201).isSubsetOf(201, 409);
    assertThat(send("ming", "same").getContentAsString()).isEqualTo("made 1");
  }

  @Test
  void the_key_of_a_dead_process_is_released_and_the_call_keeps_its_id() throws Exception {
    var dead = request("ming", key, "half");
    // A process that is killed neither answers nor cleans up.
    assertThatThrownBy(() ->
            send(
                dead,
                (request, response) -> {
                  remember(request);
                  jdbc.sql("UPDATE api.call SET turn = 9 WHERE key = :key")
                      .param("key", key)
                      .update();
                  throw new IOException("killed");
                }))
        .hasMessage("killed");
    assertThat(send("ming", "half").getStatus()).isEqualTo(409);
    assertThat(send("ming", "other").getStatus()).isEqualTo(422);
    clock.forward(IdempotencyFilter.RELEASED_AFTER.plusSeconds(1));
    assertThat(send("ming", "other").getStatus()).isEqualTo(422);
    assertThat(send("ming", "half").getStatus()).isEqualTo(201);
    assertThat(callIds).hasSize(1);
  }

  @Test
  void one_that_was_thought_dead_does_not_write_over_its_successor() throws Exception {
    var late =
        send(
            request("ming", key, "slow"),
            (request, response) -> {
              clock.forward(IdempotencyFilter.RELEASED_AFTER.plusSeconds(1));
              assertThat(send("ming", "slow").getContentAsString()).isEqualTo("made 1");
              make(request, response);
            });
    assertThat(late.getContentAsString()).isEqualTo("made 2");
    assertThat(send("ming", "slow").getContentAsString()).isEqualTo("made 1");
    assertThat(callIds).hasSize(1);
  }

  @Test
  void what_failed_can_be_tried_again() throws Exception {
    for (var status : List.of(500, 503, 429, 401)) {
      var answer = send(request("ming", key, "x"), (_, response) -> response.setStatus(status));
      assertThat(answer.getStatus()).isEqualTo(status);
    }
    assertThat(send("ming", "x").getStatus()).isEqualTo(201);
  }

  @Test
  void a_refusal_is_an_answer_too() throws Exception {
    send(request("ming", key, "x"), (_, response) -> response.setStatus(404));
    assertThat(send("ming", "x").getStatus()).isEqualTo(404);
  }

  @Test
  void a_key_is_kept_for_a_day() throws Exception {
    send("ming", "x");
    clock.forward(IdempotencyFilter.KEPT.minusMinutes(1));
    filter.forget();
    assertThat(send("ming", "x").getContentAsString()).isEqualTo("made 1");
    clock.forward(java.time.Duration.ofMinutes(2));
    assertThat(send("ming", "x").getContentAsString()).isEqualTo("made 2");
    assertThat(callIds).hasSize(2);
    clock.forward(IdempotencyFilter.KEPT.plusMinutes(1));
    filter.forget();
    assertThat(rows()).isZero();
  }

  @Test
  void replies_are_encrypted_at_rest() throws Exception {
    send("ming", "x");
    var stored =
        jdbc.sql("SELECT encode(reply, 'escape') FROM api.call WHERE key = :key")
            .param("key", key)
            .query(String.class)
            .single();
    assertThat(stored).doesNotContain("made");
  }

  private long rows() {
    return jdbc.sql("SELECT count(*) FROM api.call WHERE key = :key")
        .param("key", key)
        .query(Long.class)
        .single();
  }

  private MockHttpServletResponse send(String caller, String body)
      throws IOException, ServletException {
    return send(request(caller, key, body), this::make);
  }

  private MockHttpServletResponse send(MockHttpServletRequest request, Act act)
      throws IOException, ServletException {
    var response = new MockHttpServletResponse();
    FilterChain chain =
        (asked, answer) -> act.on((HttpServletRequest) asked, (HttpServletResponse) answer);
    filter.doFilter(request, response, chain);
    return response;
  }

  private void make(HttpServletRequest request, HttpServletResponse response) throws IOException {
    remember(request);
    request.getInputStream().readNBytes(10);
    var number = done.incrementAndGet();
    response.setStatus(201);
    response.setHeader("Location", "/made/" + number);
    response.getOutputStream().write(("made " + number).getBytes(StandardCharsets.UTF_8));
  }

  private void remember(HttpServletRequest request) {
    callIds.add(IdempotencyFilter.callId(request).orElseThrow());
  }

  private static MockHttpServletRequest request(String caller, String key, @Nullable String body) {
    var request = new MockHttpServletRequest("POST", "/api/v1/offers");
    request.addHeader("Authorization", "Bearer " + caller);
    request.addHeader("Idempotency-Key", key);
    request.setContent(body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));
    return request;
  }

  private interface Act {
    void on(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException;
  }
}
