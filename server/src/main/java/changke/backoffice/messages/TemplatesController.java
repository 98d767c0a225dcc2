package changke.backoffice.messages;

import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.messaging.Channel;
import changke.messaging.MessageTemplate;
import changke.messaging.MessageTemplates;
import changke.messaging.MessageTemplates.Published;
import changke.messaging.Purpose;
import changke.messaging.TemplateDesk;
import changke.messaging.TemplateDraft;
import changke.messaging.TemplateText;
import changke.messaging.Topic;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The texts of messages: read, looked at as a real person, tried out, published.
@Controller("messageTemplates")
@Allowed(value = Who.OPERATOR, right = Right.PEOPLE)
class TemplatesController {

  private static final String HOME = "/backoffice/messages/templates";

  private final MessageTemplates templates;
  private final TemplateDesk desk;
  private final Identity identity;
  private final Audit audit;

  TemplatesController(
      MessageTemplates templates, TemplateDesk desk, Identity identity, Audit audit) {
    this.templates = templates;
    this.desk = desk;
    this.identity = identity;
    this.audit = audit;
  }

  @GetMapping(HOME)
  TemplatesPage list() {
    return new TemplatesPage(templates.all());
  }

  /// @param reader the address of the person as whom it is read; oneself when empty
  @GetMapping(HOME + "/{name}")
  TemplatePage template(
      @PathVariable String name,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String reader,
      Person person) {
    var versions = templates.versions(name);
    var shown =
        versions.stream()
            .filter(one -> version == 0 || one.version() == version)
            .findFirst()
            .orElseThrow(NotFoundException::new);
    return page(shown, versions, reader, person, List.of(), false);
  }

  @PostMapping(HOME + "/{name}/try")
  Redirect tryOut(@PathVariable String name, @RequestParam int version, Person person) {
    var sent = desk.tryOut(name, version, person.id());
    return Redirect.to(HOME + "/" + known(name))
        .saying(sent ? "messages.template.tried" : "messages.notSaved");
  }

  @PostMapping(HOME + "/{name}")
  @Allowed(
      value = Who.OPERATOR,
      right = {Right.PEOPLE, Right.SETTINGS})
  Object publish(
      @PathVariable String name,
      @RequestParam int seen,
      @RequestParam(defaultValue = "MARKETING") Purpose purpose,
      @RequestParam(defaultValue = "TIPS") Topic topic,
      @RequestParam(defaultValue = "") Set<Channel> channels,
      @RequestParam(defaultValue = "") String zhSubject,
      @RequestParam(defaultValue = "") String zhText,
      @RequestParam(defaultValue = "") String enSubject,
      @RequestParam(defaultValue = "") String enText,
      Person by) {
    var versions = templates.versions(known(name));
    var newest = versions.getFirst();
    var draft =
        new TemplateDraft(
            name,
            purpose,
            topic,
            newest.draft().owed(),
            channels,
            newest.variables(),
            new TemplateText(zhSubject, zhText),
            new TemplateText(enSubject, enText));
    return switch (templates.publish(draft, seen, by.id())) {
      case Published.Done done -> {
        audit.note(by.id(), "messages.template", name + " version " + done.template().version());
        yield Redirect.to(HOME + "/" + name).saying("messages.template.published");
      }
      case Published.Unfit unfit ->
          page(asWritten(draft, newest), versions, "", by, unfit.problems(), false);
      case Published.Overtaken overtaken ->
          page(asWritten(draft, overtaken.newest()), versions, "", by, List.of(), true);
    };
  }

  private static MessageTemplate asWritten(TemplateDraft draft, MessageTemplate newest) {
    return new MessageTemplate(draft, newest.version(), newest.publishedAt(), newest.publishedBy());
  }

  private TemplatePage page(
      MessageTemplate shown,
      List<MessageTemplate> versions,
      String reader,
      Person person,
      List<TemplateDraft.Problem> problems,
      boolean overtaken) {
    var as = reader.isBlank() ? person : reader(reader);
    return new TemplatePage(
        shown,
        versions,
        reader,
        as == null ? null : desk.preview(shown.name(), shown.version(), as.id()).orElse(null),
        problems,
        overtaken);
  }

  private @Nullable Person reader(String email) {
    return identity.findByEmail(email.strip()).orElse(null);
  }

  private String known(String name) {
    return templates.find(name).map(MessageTemplate::name).orElseThrow(NotFoundException::new);
  }
}
