package changke.identity;

import changke.shared.Ids;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// The log of dangerous acts: who did what to what, and when. Rows are only ever added; the
/// database refuses to change or remove one.
@Component
public class Audit {

  private static final int LONGEST_ABOUT = 300;

  private final AuditRows rows;
  private final Ids ids;
  private final Clock clock;

  Audit(AuditRows rows, Ids ids, Clock clock) {
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
  }

  /// Adds one act, in the caller's transaction if there is one. `who` is null when the house itself
  /// acts; `what` is a kind in lower case like `channel.credentials-changed`; `about` names things
  /// by their ids. Never put a secret, a card or a name into it. The network address of the present
  /// request is kept with it.
  public void note(@Nullable PersonId who, String what, String about) {
    var cut = about.length() <= LONGEST_ABOUT ? about : about.substring(0, LONGEST_ABOUT);
    rows.insert(ids.next(), clock.instant(), who, what, cut, address());
  }

  /// What fits the search, the newest first.
  public Slice<AuditEntry> search(AuditSearch search, int page) {
    var size = Slice.DEFAULT_SIZE;
    return Slice.cut(rows.search(search, size + 1, page * size), page, size);
  }

  /// The kinds that the log has.
  public List<String> kinds() {
    return rows.kinds();
  }

  private static String address() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes servlet
        ? servlet.getRequest().getRemoteAddr()
        : "";
  }
}
