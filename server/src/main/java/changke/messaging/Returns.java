package changke.messaging;

import changke.shared.PersonId;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What mail servers send back: a letter that could not be delivered for good (RFC 3464), or that
/// its reader called spam (RFC 5965). Only what names the id of a letter of ours counts; that id is
/// not to be guessed, so a forged return silences nobody.
@Component
class Returns {

  private static final Pattern MESSAGE_ID =
      Pattern.compile("(?im)^Message-ID:\\s*<([0-9a-f-]{36})@[^>]+>");
  private static final Pattern FAILED_FOR_GOOD =
      Pattern.compile(
          "(?im)^Action:\\s*failed\\b[\\s\\S]*^Status:\\s*5\\.|^Status:\\s*5\\.[\\s\\S]*^Action:\\s*failed\\b");
  private static final int MOST_BYTES = 200_000;
  private static final int DEEPEST = 5;

  private final DeliveryRows deliveries;
  private final SuppressionRows suppressions;
  private final MessageChoices choices;
  private final Clock clock;

  Returns(
      DeliveryRows deliveries, SuppressionRows suppressions, MessageChoices choices, Clock clock) {
    this.deliveries = deliveries;
    this.suppressions = suppressions;
    this.choices = choices;
    this.clock = clock;
  }

  /// Whether this was a return that counted.
  @Transactional
  public boolean take(MimeMessage mail) throws MessagingException, IOException {
    var text = new StringBuilder();
    read(mail, text, 0);
    var cause = cause(mail, text);
    var id = MESSAGE_ID.matcher(text);
    if (cause == null || !id.find()) {
      return false;
    }
    var sent = deliveries.mail(UUID.fromString(id.group(1)));
    sent.ifPresent(one -> suppress(one, cause));
    return sent.isPresent();
  }

  /// An address that never existed and one whose owner complained get no more marketing.
  void suppress(Sent sent, SuppressionRows.Cause cause) {
    suppressions.add(Channel.EMAIL, sent.email(), cause, clock.instant());
    if (cause == SuppressionRows.Cause.COMPLAINT) {
      choices.stop(sent.person(), Channel.EMAIL, EnumSet.allOf(Topic.class), "complaint");
    }
  }

  /// To whom a letter went.
  record Sent(PersonId person, String email) {
    @Override
    public String toString() {
      return "Sent[" + person + "]";
    }
  }

  private static SuppressionRows.@Nullable Cause cause(MimeMessage mail, CharSequence text)
      throws MessagingException {
    var type = mail.getContentType().toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "");
    if (!type.startsWith("multipart/report")) {
      return null;
    }
    if (type.contains("report-type=feedback-report")) {
      return SuppressionRows.Cause.COMPLAINT;
    }
    return type.contains("report-type=delivery-status") && FAILED_FOR_GOOD.matcher(text).find()
        ? SuppressionRows.Cause.BOUNCE
        : null;
  }

  private static void read(Part part, StringBuilder into, int depth)
      throws MessagingException, IOException {
    if (depth > DEEPEST || into.length() > MOST_BYTES) {
      return;
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < Math.min(parts.getCount(), 20); i++) {
        BodyPart one = parts.getBodyPart(i);
        read(one, into, depth + 1);
      }
    } else {
      try (var bytes = part.getInputStream()) {
        into.append(new String(bytes.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)).append('\n');
      }
    }
  }
}
