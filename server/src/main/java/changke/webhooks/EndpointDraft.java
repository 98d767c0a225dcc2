package changke.webhooks;

import java.util.Set;

/// An address as somebody fills it in.
public record EndpointDraft(String url, String note, Set<EventKind> kinds) {

  static final int LONGEST_NOTE = 100;

  public EndpointDraft {
    url = url.strip();
    note = note.strip();
    kinds = Set.copyOf(kinds);
  }
}
