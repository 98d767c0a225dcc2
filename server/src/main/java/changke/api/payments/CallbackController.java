package changke.api.payments;

import changke.identity.Allowed;
import changke.identity.Who;
import changke.payments.ChannelId;
import changke.payments.ChargeId;
import changke.payments.Notification;
import changke.payments.NotificationResult;
import changke.payments.Payments;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// What payment providers and returning browsers call. Both may come by GET or POST, from anywhere,
/// without a cookie; the first is believed only when it is verified, the second not at all.
@RestController
@Allowed(Who.EVERYONE)
class CallbackController {

  private static final int LONGEST_BODY = 64 * 1024;

  private final Payments payments;

  CallbackController(Payments payments) {
    this.payments = payments;
  }

  @RequestMapping(
      path = "/api/pay/{provider}/{channel}",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<String> notified(
      @PathVariable String provider, @PathVariable ChannelId channel, HttpServletRequest request)
      throws IOException {
    var result = payments.notified(channel, provider, read(request));
    return switch (result) {
      case NotificationResult.Taken taken -> text(200, taken.answer());
      case NotificationResult.Refused refused -> text(400, refused.answer());
    };
  }

  /// Sends the browser back to where it shows the state; what it brought with it is ignored.
  @RequestMapping(
      path = "/api/pay/return/{charge}",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<Void> returned(@PathVariable ChargeId charge) {
    var path = payments.find(charge).map(found -> found.returnPath()).orElse("/");
    return ResponseEntity.status(303).location(URI.create(path)).build();
  }

  private static ResponseEntity<String> text(int status, String answer) {
    return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body(answer);
  }

  /// Form and query fields are read from the request; another kind of body is kept as it came.
  private static Notification read(HttpServletRequest request) throws IOException {
    var fields = new HashMap<String, String>();
    request.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
    var headers = new HashMap<String, String>();
    for (var name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    var body =
        new String(request.getInputStream().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
    return new Notification(fields, Map.copyOf(headers), body, request.getRemoteAddr());
  }
}
