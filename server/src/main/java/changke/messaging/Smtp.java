package changke.messaging;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/// Plain text over SMTP; the Message-ID is the letter's id, so a second delivery can be recognised.
final class Smtp implements Post {

  private final JavaMailSender sender;
  private final String from;

  Smtp(JavaMailSender sender, String from) {
    this.sender = sender;
    this.from = from;
  }

  @Override
  public void send(UUID id, String email, Templates.Written letter) {
    try {
      var message = new StableMessage(sender.createMimeMessage().getSession(), id, domain());
      var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
      helper.setFrom(from);
      helper.setTo(email);
      helper.setSubject(letter.subject());
      helper.setText(letter.text());
      sender.send(message);
    } catch (MessagingException e) {
      throw new MailPreparationException(e);
    }
  }

  private String domain() {
    return from.substring(from.indexOf('@') + 1);
  }
}
