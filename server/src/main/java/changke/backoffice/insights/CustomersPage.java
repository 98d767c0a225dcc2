package changke.backoffice.insights;

import changke.insights.HistoryCard;
import changke.insights.RepeatView;
import changke.insights.RfmView;
import changke.insights.Voice;
import changke.pages.Page;

/// RFM and repurchase.
record CustomersPage(HistoryCard history, String who, RfmView rfm, RepeatView repeat, Voice voice)
    implements Page {}
