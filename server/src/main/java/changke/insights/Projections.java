package changke.insights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Histories in memory, by import: a new import is a new key, so nothing here can be out of date.
/// The bytes are bounded; what was not asked for longest goes first.
@Component
class Projections {

  private static final long MOST_BYTES = 256L << 20;

  private final Histories histories;
  private final Imports imports;
  private final ImportedRows rows;
  private final Map<UUID, ShopHistory> loaded = new LinkedHashMap<>(16, 0.75f, true);

  Projections(Histories histories, Imports imports, ImportedRows rows) {
    this.histories = histories;
    this.imports = imports;
    this.rows = rows;
  }

  Optional<ShopHistory> of(UUID history) {
    return histories
        .find(history)
        .flatMap(row -> Optional.ofNullable(row.currentImport()))
        .flatMap(imports::card)
        .map(this::get);
  }

  private ShopHistory get(ImportCard card) {
    synchronized (loaded) {
      var known = loaded.get(card.id());
      if (known != null) {
        return known;
      }
    }
    var fresh = rows.load(card.id(), card);
    synchronized (loaded) {
      loaded.put(card.id(), fresh);
      var bytes = loaded.values().stream().mapToLong(ShopHistory::bytes).sum();
      var oldest = loaded.entrySet().iterator();
      while (bytes > MOST_BYTES && loaded.size() > 1) {
        bytes -= oldest.next().getValue().bytes();
        oldest.remove();
      }
    }
    return fresh;
  }
}
