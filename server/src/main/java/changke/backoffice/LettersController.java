package changke.backoffice;

import changke.identity.Allowed;
import changke.identity.Right;
import changke.identity.Who;
import changke.messaging.Messaging;
import changke.shared.Slice;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What was written to whom, and whether it went out. Texts carry links that open orders, so they
/// are shown only where letters go nowhere else: without a mail server.
@Controller
@Allowed(value = Who.OPERATOR, right = Right.PEOPLE)
class LettersController {

  private final Messaging messaging;
  private final boolean mailbox;

  LettersController(Messaging messaging, @Value("${spring.mail.host:}") String mailServer) {
    this.messaging = messaging;
    this.mailbox = mailServer.isBlank();
  }

  @GetMapping("/backoffice/letters")
  LettersPage letters(@RequestParam(defaultValue = "0") int page) {
    var number = Math.clamp(page, 0, 10_000);
    var size = Slice.DEFAULT_SIZE;
    return new LettersPage(
        Slice.cut(messaging.recent(size + 1, number * size), number, size), mailbox);
  }
}
