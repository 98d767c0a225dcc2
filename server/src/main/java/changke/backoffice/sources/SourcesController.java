package changke.backoffice.sources;

import changke.activity.Source;
import changke.activity.Sources;
import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Page;
import changke.pages.Redirect;
import changke.shared.Slice;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Sources of behaviour, their keys and what of theirs was not taken.
@Controller
@Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
class SourcesController {

  private static final String LIST = "/backoffice/sources";
  private static final int LONGEST_NAME = 80;

  private final Sources sources;
  private final Audit audit;
  private final Clock clock;

  SourcesController(Sources sources, Audit audit, Clock clock) {
    this.sources = sources;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping(LIST)
  SourcesPage list() {
    return new SourcesPage(sources.all());
  }

  /// Answers with the page itself: a server's key is told this once.
  @PostMapping(LIST)
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS, fresh = true)
  Object open(
      @RequestParam String name,
      @RequestParam String kind,
      @RequestParam(defaultValue = "false") boolean money,
      @RequestParam(defaultValue = "false") boolean ourPeople,
      Person operator,
      HttpServletRequest request) {
    var cleaned = name.strip();
    if (cleaned.isEmpty() || cleaned.length() > LONGEST_NAME) {
      return Redirect.to(LIST).saying("backoffice.sources.nameNeeded");
    }
    var server = kind.equals("server");
    var opened =
        sources.open(cleaned, server ? Source.Kind.SERVER : Source.Kind.BROWSER, money, ourPeople);
    audit.note(operator.id(), "source.opened", opened.source().id().toString());
    return page(opened.source(), 0, opened.key(), null, request);
  }

  @GetMapping(LIST + "/{id}")
  Page one(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int page,
      HttpServletRequest request) {
    return page(found(id), Math.clamp(page, 0, 1_000), null, null, request);
  }

  @PostMapping(LIST + "/{id}/rotate")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS, fresh = true)
  Object rotate(@PathVariable UUID id, Person operator, HttpServletRequest request) {
    var rotated = sources.rotate(found(id).id());
    if (rotated.isEmpty()) {
      return Redirect.to(LIST + "/" + id).saying("backoffice.sources.notNow");
    }
    audit.note(operator.id(), "source.key-rotated", id.toString());
    return page(found(id), 0, rotated.get().key(), null, request);
  }

  @PostMapping(LIST + "/{id}/secret")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS, fresh = true)
  Page secret(@PathVariable UUID id, Person operator, HttpServletRequest request) {
    var source = found(id);
    audit.note(operator.id(), "source.secret-shown", id.toString());
    return page(source, 0, null, sources.signingSecret(id), request);
  }

  @PostMapping(LIST + "/{id}/keys/{key}/revoke")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS, fresh = true)
  Redirect revoke(@PathVariable UUID id, @PathVariable UUID key, Person operator) {
    sources.revoke(found(id).id(), key);
    audit.note(operator.id(), "source.key-revoked", id + " " + key);
    return Redirect.to(LIST + "/" + id).saying("backoffice.sources.revoked");
  }

  @PostMapping(LIST + "/{id}/close")
  Redirect close(@PathVariable UUID id, Person operator) {
    sources.close(found(id).id());
    audit.note(operator.id(), "source.closed", id.toString());
    return Redirect.to(LIST + "/" + id).saying("backoffice.sources.closed");
  }

  @PostMapping(LIST + "/{id}/reopen")
  Redirect reopen(@PathVariable UUID id, Person operator) {
    sources.reopen(found(id).id());
    audit.note(operator.id(), "source.reopened", id.toString());
    return Redirect.to(LIST + "/" + id).saying("backoffice.sources.reopened");
  }

  private Source found(UUID id) {
    return sources.find(id).orElseThrow(NotFoundException::new);
  }

  private SourcePage page(
      Source source,
      int page,
      @Nullable String fresh,
      @Nullable String secret,
      HttpServletRequest request) {
    var size = Slice.DEFAULT_SIZE;
    return new SourcePage(
        source,
        sources.keysOf(source.id()),
        Slice.cut(sources.rejections(source.id(), size + 1, page * size), page, size),
        fresh,
        secret,
        request.getScheme() + "://" + request.getHeader("Host"),
        clock.instant());
  }
}
