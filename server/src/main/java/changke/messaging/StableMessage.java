package changke.messaging;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.UUID;

/// A message that keeps its id: Jakarta Mail would make a new one whenever it is saved.
final class StableMessage extends MimeMessage {

  private final String id;

  StableMessage(Session session, UUID id, String domain) {
    super(session);
    this.id = "<" + id + "@" + domain + ">";
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}
