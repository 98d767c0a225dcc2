package changke.ledger;

import changke.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The book of money and points.
///
/// Every call takes part in the caller's transaction. A caller that posts several times in one
/// transaction puts what touches accounts with a floor into one batch, so that locks are always
/// taken in the same order.
@Component
public class Ledger {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final int ROLL_UP_AT_ONCE = 20_000;

  private final Accounts accounts;
  private final Postings postings;
  private final Holds holds;
  private final Ids ids;
  private final Clock clock;
  private final Set<UUID> opened = ConcurrentHashMap.newKeySet();

  Ledger(Accounts accounts, Postings postings, Holds holds, Ids ids, Clock clock) {
    this.accounts = accounts;
    this.postings = postings;
    this.holds = holds;
    this.ids = ids;
    this.clock = clock;
  }

  @Transactional
  public PostingResult post(Posting posting) {
    return postAll(List.of(posting)).getFirst();
  }

  /// Posts a batch in its order, each posting seeing what those before it left; one that is refused
  /// leaves the others alone. The whole batch is a handful of statements.
  @Transactional
  public List<PostingResult> postAll(List<Posting> batch) {
    open(batch);
    var toLock = PostingRules.toLock(batch);
    return write(
        batch,
        toLock.isEmpty()
            ? PostingRules.decide(batch, Map.of(), Map.of())
            : decide(batch, accounts.lock(toLock)));
  }

  /// Sets an amount aside on an account with a floor. The same id twice is one hold.
  @Transactional
  public HoldResult hold(UUID hold, Account account, long amount) {
    if (account.floor() == null) {
      throw new IllegalArgumentException("an account without a floor needs no hold: " + account);
    }
    openAll(List.of(account));
    var balance = accounts.lock(List.of(account.id())).get(account.id());
    var existing = holds.find(hold);
    if (existing.isPresent()) {
      return existing.get().open() ? new HoldResult.Held() : new HoldResult.Over();
    }
    var available = balance == null ? 0 : balance.available();
    var missing = amount + account.floor() - available;
    if (missing > 0) {
      return new HoldResult.TooLittle(missing);
    }
    accounts.setAside(account.id(), amount);
    holds.make(hold, account.id(), amount, clock.instant());
    return new HoldResult.Held();
  }

  /// Ends a hold and posts in its stead; what the posting does not take is available again. A hold
  /// that was captured by the same request before answers as that posting did.
  @Transactional
  public PostingResult capture(UUID hold, Account account, Posting posting) {
    accounts.lock(PostingRules.toLock(List.of(posting)));
    if (end(hold, account, "captured")) {
      return post(posting);
    }
    var digest = postings.known(List.of(posting.request())).get(posting.request());
    if (digest == null) {
      throw new IllegalStateException("the hold " + hold + " is over or was never made");
    }
    return PostingRules.repeated(posting, digest);
  }

  /// Makes a held amount available again; nothing happens when the hold is over.
  @Transactional
  public void release(UUID hold, Account account) {
    accounts.lock(List.of(account.id()));
    end(hold, account, "released");
  }

  /// What an account has; zero when it was never posted to.
  @Transactional(readOnly = true)
  public Balance balanceOf(Account account) {
    return accounts.balance(account.id()).orElse(new Balance(0, 0));
  }

  /// What several accounts have, by id; those never posted to are missing.
  @Transactional(readOnly = true)
  public Map<UUID, Balance> balancesOf(Collection<Account> several) {
    return accounts.balances(several.stream().map(Account::id).toList());
  }

  /// What all accounts of a unit hold together, kind by kind.
  @Transactional(readOnly = true)
  public Map<String, Long> totals(String unit) {
    return accounts.totals(unit);
  }

  /// Whether a request is in the book.
  @Transactional(readOnly = true)
  public boolean has(String request) {
    return !postings.known(List.of(request)).isEmpty();
  }

  /// An account's statement, newest first, from before the entry `before` (use [Long#MAX_VALUE] to
  /// begin).
  @Transactional(readOnly = true)
  public List<Entry> history(Account account, long before, int most) {
    return postings.history(account.id(), before, most);
  }

  /// What those subjects hold together on an account by now that a posting of this kind brought
  /// since a moment: what came, less what went again.
  @Transactional(readOnly = true)
  public long broughtSince(Account account, String kind, Instant since) {
    return postings.broughtSince(account.id(), kind, since);
  }

  /// How many subjects came to an account since a moment, by the kind of posting.
  @Transactional(readOnly = true)
  public Map<String, Long> subjectsSince(Account account, Instant since) {
    return postings.subjectsSince(account.id(), since);
  }

  /// Moves what system accounts received into their balances.
  @Transactional
  public long rollUp() {
    return accounts.rollUp(ROLL_UP_AT_ONCE);
  }

  /// Looks at the whole book and writes down whether it is sound.
  @Transactional
  public Proof prove() {
    var proof = postings.prove(clock.instant());
    if (!proof.holds()) {
      LOG.error("The ledger's proof does not hold: {}", proof);
    }
    return proof;
  }

  /// What a batch decides about one posting hangs on whether those before it are in the book
  /// already, so the book is asked. A posting alone is written or found there by its own insert;
  /// the book is asked only before it is refused.
  private List<@Nullable PostingResult> decide(List<Posting> batch, Map<UUID, Balance> locked) {
    if (batch.size() == 1) {
      var alone = PostingRules.decide(batch, locked, Map.of());
      if (alone.getFirst() == null) {
        return alone;
      }
    }
    return PostingRules.decide(batch, locked, known(batch));
  }

  private List<PostingResult> write(List<Posting> batch, List<@Nullable PostingResult> decisions) {
    var toWrite = new LinkedHashMap<UUID, Posting>();
    var idOf = new HashMap<Integer, UUID>();
    for (int i = 0; i < batch.size(); i++) {
      if (decisions.get(i) == null) {
        var id = ids.next();
        toWrite.put(id, batch.get(i));
        idOf.put(i, id);
      }
    }
    var written = toWrite.isEmpty() ? Set.<UUID>of() : postings.append(toWrite, clock.instant());
    var before = written.size() == toWrite.size() ? Map.<String, Long>of() : known(batch);
    var results = new ArrayList<PostingResult>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      var refusal = decisions.get(i);
      var id = idOf.get(i);
      if (refusal != null || id == null) {
        results.add(java.util.Objects.requireNonNull(refusal));
      } else if (written.contains(id)) {
        results.add(new PostingResult.Posted(id));
      } else {
        var posting = batch.get(i);
        results.add(
            PostingRules.repeated(
                posting, java.util.Objects.requireNonNull(before.get(posting.request()))));
      }
    }
    return results;
  }

  private boolean end(UUID hold, Account account, String state) {
    var found = holds.find(hold).filter(one -> one.account().equals(account.id()));
    if (found.isEmpty() || !holds.end(hold, state, clock.instant())) {
      return false;
    }
    accounts.setAside(account.id(), -found.get().amount());
    return true;
  }

  private Map<String, Long> known(List<Posting> batch) {
    return postings.known(batch.stream().map(Posting::request).toList());
  }

  private void open(List<Posting> batch) {
    openAll(
        batch.stream().flatMap(one -> one.lines().stream()).map(Posting.Line::account).toList());
  }

  /// An account is remembered as opened only when the transaction that opened it has committed.
  private void openAll(List<Account> named) {
    var missing = new LinkedHashSet<Account>();
    for (var account : named) {
      if (!opened.contains(account.id())) {
        missing.add(account);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    accounts.open(missing);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            missing.forEach(account -> opened.add(account.id()));
          }
        });
  }
}
