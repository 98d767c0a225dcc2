package changke.backoffice.payments;

import changke.pages.Page;
import changke.payments.Destination;
import changke.payments.Withdrawal;

/// One withdrawal with the account it goes to, for whoever decides about it.
record WithdrawalPage(
    Tabs tabs, Withdrawal withdrawal, Destination to, String person, String first, String second)
    implements Page {}
