package changke.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;

/// One movement: what it does to each account. `request` names it once and for all; the same
/// request twice is one posting. `subject` is what it is about, an order for instance.
public record Posting(String request, String kind, String subject, List<Line> lines) {

  /// What happens to one account: positive is credit, negative is debit, in minor units.
  public record Line(Account account, long amount) {
    public Line {
      if (amount == 0) {
        throw new IllegalArgumentException("a line of zero on " + account);
      }
    }
  }

  /// @throws IllegalArgumentException when the lines do not sum to zero in every unit
  public Posting {
    lines = List.copyOf(lines);
    var sums = new HashMap<String, Long>();
    lines.forEach(line -> sums.merge(line.account().unit(), line.amount(), Math::addExact));
    if (lines.isEmpty() || sums.values().stream().anyMatch(sum -> sum != 0)) {
      throw new IllegalArgumentException(request + " does not sum to zero: " + sums);
    }
  }

  /// Moves `amount` from one account to another.
  public static Posting move(
      String request, String kind, String subject, Account from, Account to, long amount) {
    return new Posting(
        request, kind, subject, List.of(new Line(from, -amount), new Line(to, amount)));
  }

  /// The first 64 bits of SHA-256 over the content: tells a repeated request from a reused one.
  long digest() {
    var text = new StringBuilder(kind).append('\n').append(subject);
    for (var line : lines) {
      text.append('\n').append(line.account().id()).append(' ').append(line.amount());
    }
    return ByteBuffer.wrap(Account.sha256(text.toString().getBytes(StandardCharsets.UTF_8)))
        .getLong();
  }
}
