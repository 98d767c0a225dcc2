package changke.backoffice.insights;

import changke.insights.HistoryCard;
import changke.insights.RevenueView;
import changke.insights.Voice;
import changke.pages.Page;

/// Money by month and by cohort.
record RevenuePage(HistoryCard history, String who, RevenueView view, String currency, Voice voice)
    implements Page {}
