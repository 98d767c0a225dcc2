package changke.backoffice.payments;

import changke.pages.Page;
import changke.payments.Withdrawal;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.util.Map;

/// Who wants money of a balance.
record WithdrawalsPage(
    Tabs tabs,
    Filter filter,
    Map<PersonId, String> people,
    Slice<Withdrawal> withdrawals,
    boolean may)
    implements Page {}
