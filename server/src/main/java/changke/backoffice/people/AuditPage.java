package changke.backoffice.people;

import changke.identity.AuditEntry;
import changke.pages.Page;
import changke.shared.Slice;
import java.util.List;

/// The log of dangerous acts; `kinds` are those that it has, `form` is what was looked for.
record AuditPage(Slice<AuditEntry> entries, List<String> kinds, AuditForm form) implements Page {}
