package changke.backoffice.messages;

import changke.messaging.MessageTemplate;
import changke.pages.Page;
import java.util.List;

/// The newest version of each template.
record TemplatesPage(List<MessageTemplate> templates) implements Page {}
