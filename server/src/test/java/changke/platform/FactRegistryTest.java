package changke.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.modulith.events.core.EventPublicationRepository;

class FactRegistryTest {

  private final EventPublicationRepository rows = mock(EventPublicationRepository.class);
  private final Set<UUID> struck = ConcurrentHashMap.newKeySet();

  @Test
  void facts_that_were_dealt_with_are_struck_out_together() throws Exception {
    var calls = ConcurrentHashMap.<List<UUID>>newKeySet();
    striking(calls);
    try (var registry = new FactRegistry(rows)) {
      var done = Stream.generate(UUID::randomUUID).limit(300).toList();
      done.forEach(id -> registry.markCompleted(id, Instant.EPOCH));
      await().untilAsserted(() -> assertThat(struck).containsExactlyInAnyOrderElementsOf(done));
      assertThat(calls).hasSizeLessThan(10);
    }
  }

  @Test
  void closing_strikes_out_what_is_left() throws Exception {
    striking(ConcurrentHashMap.newKeySet());
    var id = UUID.randomUUID();
    var registry = new FactRegistry(rows);
    registry.markCompleted(id, Instant.EPOCH);
    registry.close();
    assertThat(struck).containsExactly(id);
  }

  @Test
  void after_closing_nothing_waits() throws Exception {
    var registry = new FactRegistry(rows);
    registry.close();
    var id = UUID.randomUUID();
    registry.markCompleted(id, Instant.EPOCH);
    verify(rows).markCompleted(id, Instant.EPOCH);
  }

  @Test
  void a_database_that_is_away_costs_only_that_facts_are_told_again() throws Exception {
    doThrow(new RecoverableDataAccessException("away")).when(rows).deletePublications(anyList());
    try (var registry = new FactRegistry(rows)) {
      registry.markCompleted(UUID.randomUUID(), Instant.EPOCH);
      await().untilAsserted(() -> verify(rows).deletePublications(anyList()));
      striking(ConcurrentHashMap.newKeySet());
      var later = UUID.randomUUID();
      registry.markCompleted(later, Instant.EPOCH);
      await().untilAsserted(() -> assertThat(struck).contains(later));
    }
  }

  @Test
  void that_a_listener_begins_is_not_written() throws Exception {
    try (var registry = new FactRegistry(rows)) {
      registry.markProcessing(UUID.randomUUID());
    }
    verifyNoInteractions(rows);
  }

  private void striking(Set<List<UUID>> calls) {
    org.mockito.Mockito.doAnswer(
            call -> {
              List<UUID> ids = call.getArgument(0);
              calls.add(List.copyOf(ids));
              struck.addAll(ids);
              return null;
            })
        .when(rows)
        .deletePublications(any());
  }
}
