package changke.cluster;

/// A finished report as text, once for programs and once for spreadsheets.
record Report(String json, String csv) {}
