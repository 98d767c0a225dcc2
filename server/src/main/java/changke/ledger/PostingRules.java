package changke.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides, on locked balances, which postings of a batch may be written. Pure.
final class PostingRules {

  private PostingRules() {}

  /// Goes through the batch in its order, each posting seeing what those before it left.
  ///
  /// @param known digests of requests that are in the book
  /// @return per posting a refusal, or null where it may be written
  static List<@Nullable PostingResult> decide(
      List<Posting> batch, Map<UUID, Balance> locked, Map<String, Long> known) {
    var available = new HashMap<UUID, Long>();
    locked.forEach((account, balance) -> available.put(account, balance.available()));
    var results = new ArrayList<@Nullable PostingResult>(batch.size());
    var seen = new HashMap<>(known);
    for (var posting : batch) {
      var digest = seen.putIfAbsent(posting.request(), posting.digest());
      if (digest != null) {
        results.add(repeated(posting, digest));
        continue;
      }
      var refusal = tooLittle(posting, available);
      if (refusal == null) {
        floored(posting).forEach((account, sum) -> available.merge(account, sum, Math::addExact));
      } else {
        seen.remove(posting.request());
      }
      results.add(refusal);
    }
    return results;
  }

  static PostingResult repeated(Posting posting, long digest) {
    if (posting.digest() != digest) {
      throw new IllegalStateException(
          "the request " + posting.request() + " is in the book with other content");
    }
    return new PostingResult.AlreadyPosted();
  }

  private static @Nullable PostingResult tooLittle(Posting posting, Map<UUID, Long> available) {
    var sums = floored(posting);
    var looked = new HashSet<UUID>();
    for (var line : posting.lines()) {
      var floor = line.account().floor();
      var account = line.account().id();
      if (floor == null || !looked.add(account)) {
        continue;
      }
      var sum = sums.getOrDefault(account, 0L);
      var left = Math.addExact(available.getOrDefault(account, 0L), sum);
      if (sum < 0 && left < floor) {
        return new PostingResult.TooLittle(line.account(), floor - left);
      }
    }
    return null;
  }

  private static Map<UUID, Long> floored(Posting posting) {
    var sums = new HashMap<UUID, Long>();
    for (var line : posting.lines()) {
      if (line.account().floor() != null) {
        sums.merge(line.account().id(), line.amount(), Math::addExact);
      }
    }
    return sums;
  }

  /// The accounts of a batch that have a floor, in the order in which everyone locks them.
  static Set<UUID> toLock(List<Posting> batch) {
    var ids = new java.util.TreeSet<UUID>(PostingRules::byBytes);
    for (var posting : batch) {
      for (var line : posting.lines()) {
        if (line.account().floor() != null) {
          ids.add(line.account().id());
        }
      }
    }
    return ids;
  }

  /// PostgreSQL's order of uuid, which is not that of [UUID#compareTo].
  static int byBytes(UUID one, UUID other) {
    var high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }
}
