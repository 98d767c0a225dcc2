package changke.messaging;

import changke.messaging.VariableType.Reader;
import changke.shared.PersonId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Looks at templates before people get them: as a real person would read them, in both languages,
/// and by sending them to oneself.
@Component
public class TemplateDesk {

  private final MessageTemplates templates;
  private final ToldRows told;
  private final Contacts contacts;
  private final Deciding deciding;

  TemplateDesk(MessageTemplates templates, ToldRows told, Contacts contacts, Deciding deciding) {
    this.templates = templates;
    this.told = told;
    this.contacts = contacts;
    this.deciding = deciding;
  }

  /// A template as one person reads it; `real` says whether the variables are those of a message
  /// that the person got, or samples.
  public record Preview(
      String zhSubject, String zhText, String enSubject, String enText, boolean real) {}

  /// Empty when there is no such person or version.
  public Optional<Preview> preview(String name, int version, PersonId person) {
    return contacts
        .find(person)
        .flatMap(contact ->
            templates.versions(name).stream()
                .filter(one -> one.version() == version)
                .findFirst()
                .map(template -> preview(template, contact)));
  }

  /// Sends that version to whoever asks, to inbox and mail; false when there is none like it.
  public boolean tryOut(String name, int version, PersonId person) {
    var contact = contacts.find(person);
    var template =
        templates.versions(name).stream().filter(one -> one.version() == version).findFirst();
    if (contact.isEmpty() || template.isEmpty()) {
      return false;
    }
    deciding.tryOut(template.get(), contact.get(), variables(template.get(), contact.get()));
    return true;
  }

  private Preview preview(MessageTemplate template, Contact contact) {
    var variables = variables(template, contact);
    var zh = write(template, variables, contact, Locale.SIMPLIFIED_CHINESE);
    var en = write(template, variables, contact, Locale.ENGLISH);
    return new Preview(
        zh.subject(), zh.text(), en.subject(), en.text(), !variables.equals(samples(template)));
  }

  private static Templates.Written write(
      MessageTemplate template, Map<String, String> variables, Contact contact, Locale language) {
    return Stationery.write(
        template, variables, contact.name(), new Reader(language, contact.zone(), ""));
  }

  /// Those of the person's own last message of this template, else samples.
  private Map<String, String> variables(MessageTemplate template, Contact contact) {
    return told.lastVariables(contact.person(), template.name())
        .map(Variables::read)
        .filter(values -> template.misfits(values).equals(List.of()))
        .orElseGet(() -> samples(template));
  }

  private static Map<String, String> samples(MessageTemplate template) {
    return template.variables().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().sample()));
  }
}
