package changke.insights;

/// A file that has been read: its lines, the orders made of them, and what was left out.
record ReadHistory(Lines lines, Orders orders, Refusals refusals, HistoryFormat format) {}
