package changke.backoffice.messages;

import changke.messaging.MessageTemplate;
import changke.messaging.TemplateDesk;
import changke.messaging.TemplateDraft;
import changke.pages.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One version of a template, as somebody reads it, with all versions and what is wrong with a
/// draft.
///
/// @param preview null when nobody has the address that was asked for
record TemplatePage(
    MessageTemplate shown,
    List<MessageTemplate> versions,
    String reader,
    TemplateDesk.@Nullable Preview preview,
    List<TemplateDraft.Problem> problems,
    boolean overtaken)
    implements Page {

  @Override
  public int status() {
    return problems.isEmpty() ? overtaken ? 409 : 200 : 422;
  }
}
