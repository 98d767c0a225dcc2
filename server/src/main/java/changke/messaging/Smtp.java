package changke.messaging;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
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
      if (letter.stop() != null) {
        message.setHeader("List-Unsubscribe", "<" + letter.stop() + ">");
        message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
      }
      sender.send(message);
    } catch (MessagingException e) {
      throw new MailPreparationException(e);
    }
  }

  /// Whether the server says that this address will never take mail: a 5xx answer to the address.
  static boolean isRefusedForGood(Throwable problem) {
    for (Throwable one = problem; one != null; one = next(one)) {
      if (one instanceof SMTPAddressFailedException refused) {
        return refused.getReturnCode() / 100 == 5;
      }
    }
    return false;
  }

  private static @Nullable Throwable next(Throwable one) {
    if (one instanceof MailSendException many && many.getMessageExceptions().length > 0) {
      return many.getMessageExceptions()[0];
    }
    return one instanceof MessagingException chained ? chained.getNextException() : one.getCause();
  }

  private String domain() {
    return from.substring(from.indexOf('@') + 1);
  }
}
