package changke.messaging;

import changke.shared.PersonId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Tells people something, within what they asked for: consent, caps, quiet hours, best time and
/// holdout are decided here for whoever asks, and every message that is not sent keeps its reason.
@Component
public class Messages {

  private final Deciding deciding;
  private final MessageTemplates templates;

  Messages(Deciding deciding, MessageTemplates templates) {
    this.deciding = deciding;
    this.templates = templates;
  }

  /// Queues the message in the caller's transaction: when that is undone, so is the message. Asked
  /// again with the same request key, it answers the same and nothing more happens. Variables that
  /// do not fit the template are an [IllegalArgumentException]: whoever publishes something that
  /// sends asks [MessageTemplate#misfits] or [MessageTemplate#misfitsOfTypes] then.
  ///
  /// Until the transaction ends nobody else decides about this person: tell several people in one
  /// transaction with [#send(List)], which keeps an order.
  @Transactional(propagation = Propagation.MANDATORY)
  public Sending send(Message message) {
    return deciding.send(message);
  }

  /// All of these in one transaction; the answers are in the order of the messages.
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Sending> send(List<Message> messages) {
    return deciding.sendAll(messages);
  }

  /// The newest published templates, by name.
  public List<MessageTemplate> templates() {
    return templates.all();
  }

  public Optional<MessageTemplate> template(String name) {
    return templates.find(name);
  }

  /// Whether the person is among those who get no marketing from anybody, so that all of it can be
  /// measured. The same for good, until the share changes.
  public boolean isHeldOut(PersonId person) {
    return deciding.isHeldOut(person);
  }
}
