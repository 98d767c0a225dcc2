package changke.rewards;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What a transaction has asked or locked already and need not ask or lock again; gone with it.
/// Outside of transactions everything is asked anew.
final class ThisTransaction implements TransactionSynchronization {

  private final Map<Object, Object> known = new HashMap<>();

  private ThisTransaction() {}

  /// The answer from before in this transaction, or a new one. `what` has to be a value of a type
  /// that nobody else asks with.
  @SuppressWarnings("unchecked") // One type of question has one type of answer.
  static <T> T once(Object what, Supplier<T> ask) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()
        || !TransactionSynchronizationManager.isActualTransactionActive()) {
      return ask.get();
    }
    var here = bound();
    var before = here.known.get(what);
    if (before != null) {
      return (T) before;
    }
    var answer = ask.get();
    here.known.put(what, Objects.requireNonNull(answer));
    return answer;
  }

  /// Forgets everything: this transaction has changed something that is asked for once.
  static void forget() {
    if (TransactionSynchronizationManager.getResource(ThisTransaction.class)
        instanceof ThisTransaction here) {
      here.known.clear();
    }
  }

  private static ThisTransaction bound() {
    @Nullable Object before = TransactionSynchronizationManager.getResource(ThisTransaction.class);
    if (before instanceof ThisTransaction here) {
      return here;
    }
    var here = new ThisTransaction();
    TransactionSynchronizationManager.bindResource(ThisTransaction.class, here);
    TransactionSynchronizationManager.registerSynchronization(here);
    return here;
  }

  @Override
  public void suspend() {
    TransactionSynchronizationManager.unbindResourceIfPossible(ThisTransaction.class);
  }

  @Override
  public void resume() {
    TransactionSynchronizationManager.bindResource(ThisTransaction.class, this);
  }

  @Override
  public void afterCompletion(int status) {
    TransactionSynchronizationManager.unbindResourceIfPossible(ThisTransaction.class);
  }
}
