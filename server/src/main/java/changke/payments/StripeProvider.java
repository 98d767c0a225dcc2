package changke.payments;

import changke.shared.Money;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Stripe Checkout through its own library: a hosted page per charge. Webhooks are signed over time
/// and raw body with the endpoint's secret; which account and which mode (live or test) they come
/// from is checked besides.
@Component
class StripeProvider implements Provider {

  static final String NAME = "stripe";

  private static final String LIVE = "https://api.stripe.com";
  private static final long TOLERANCE_SECONDS = 300;
  private static final Duration SHORTEST = Duration.ofMinutes(31);
  private static final long MOST_REFUNDS = 100;

  /// Currencies whose minor unit at Stripe is not that of ISO 4217.
  private static final Set<String> OTHERWISE =
      Set.of("ISK", "UGX", "HUF", "TWD", "BHD", "JOD", "KWD", "OMR", "TND", "MGA");

  private final Wire wire;
  private final Clock clock;

  StripeProvider(Wire wire, Clock clock) {
    this.wire = wire;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(
        Capability.QUERY,
        Capability.REFUND,
        Capability.QUERY_REFUND,
        Capability.REPEAT_REFUND,
        Capability.CLOSE);
  }

  @Override
  public List<ChannelField> fields() {
    return List.of(
        ChannelField.address("gateway", LIVE),
        ChannelField.line("account", ""),
        ChannelField.choice("confirm", "false", "true"),
        ChannelField.secret("secret-key"),
        ChannelField.secret("webhook-secret"));
  }

  @Override
  public Set<String> origins(Channel channel) {
    return Set.of("https://checkout.stripe.com");
  }

  @Override
  public Invitation create(Access access, Charge charge, Addresses.ForCharge addresses) {
    var currency = charge.amount().currency().getCurrencyCode();
    if (OTHERWISE.contains(currency)) {
      throw new ProviderException("Stripe counts " + currency + " otherwise than we do");
    }
    var latest = clock.instant().plus(SHORTEST);
    var until = charge.payUntil().isBefore(latest) ? latest : charge.payUntil();
    var order =
        SessionCreateParams.builder()
            .setMode(SessionCreateParams.Mode.PAYMENT)
            .setClientReferenceId(charge.reference())
            .putMetadata("channel", access.channel().id().toString())
            .setSuccessUrl(addresses.returnTo())
            .setCancelUrl(addresses.returnTo())
            .setExpiresAt(until.getEpochSecond())
            .addLineItem(line(charge))
            .build();
    try {
      var session =
          client(access).v1().checkout().sessions().create(order, once(charge.reference()));
      if (session.getUrl() == null) {
        throw new ProviderException("Stripe answers without an address");
      }
      return new Invitation(session.getUrl(), false, session.getId());
    } catch (StripeException e) {
      throw failed(e);
    }
  }

  private static SessionCreateParams.LineItem line(Charge charge) {
    return SessionCreateParams.LineItem.builder()
        .setQuantity(1L)
        .setPriceData(
            SessionCreateParams.LineItem.PriceData.builder()
                .setCurrency(lower(charge.amount().currency().getCurrencyCode()))
                .setUnitAmount(charge.amount().minor())
                .setProductData(
                    SessionCreateParams.LineItem.PriceData.ProductData.builder()
                        .setName(charge.title())
                        .build())
                .build())
        .build();
  }

  /// Without a session, whose name was lost with the answer, the buyer never saw a page to pay on.
  @Override
  public Answer query(Access access, Charge charge) {
    if (charge.session() == null) {
      return new Answer.Unknown("no session");
    }
    try {
      var session = client(access).v1().checkout().sessions().retrieve(charge.session());
      if (!charge.reference().equals(session.getClientReferenceId())) {
        return new Answer.Unknown("it answers about another order");
      }
      return paid(session)
          ? new Answer.Paid(String.valueOf(session.getPaymentIntent()), money(session))
          : new Answer.Unpaid();
    } catch (StripeException e) {
      throw failed(e);
    }
  }

  @Override
  public void probe(Access access, Instant now) {
    try {
      client(access).v1().balance().retrieve();
    } catch (StripeException e) {
      throw failed(e);
    }
  }

  @Override
  public Claim verify(Access access, Notification notification) {
    Event event;
    try {
      var header = notification.headers().getOrDefault("stripe-signature", "");
      var secret = access.secret("webhook-secret");
      // The signature first: nothing that nobody signed is parsed.
      if (!Webhook.Signature.verifyHeader(
          notification.body(), header, secret, TOLERANCE_SECONDS, clock)) {
        return new Claim.Forged("signature");
      }
      event = Webhook.constructEvent(notification.body(), header, secret, TOLERANCE_SECONDS, clock);
    } catch (SignatureVerificationException
        | com.google.gson.JsonParseException
        | IllegalArgumentException e) {
      return new Claim.Forged("signature");
    }
    var live = access.secret("secret-key").contains("_live_");
    var account = event.getAccount() == null ? "" : event.getAccount();
    if (!access.channel().setting("account", "").equals(account)
        || live != Boolean.TRUE.equals(event.getLivemode())) {
      return new Claim.Forged("merchant");
    }
    return Set.of("checkout.session.completed", "checkout.session.async_payment_succeeded")
            .contains(String.valueOf(event.getType()))
        ? claim(access, event)
        : new Claim.Other();
  }

  /// Read as the present version of the library sees it, whichever version Stripe wrote.
  private static Claim claim(Access access, Event event) {
    try {
      if (!(event.getDataObjectDeserializer().deserializeUnsafe() instanceof Session session)) {
        return new Claim.Other();
      }
      var channel = session.getMetadata() == null ? null : session.getMetadata().get("channel");
      if (!access.channel().id().toString().equals(channel)) {
        return new Claim.Forged("channel");
      }
      if (!paid(session)) {
        return new Claim.Other();
      }
      return session.getPaymentIntent() == null
          ? new Claim.Forged("trade number")
          : new Claim.Paid(
              String.valueOf(session.getClientReferenceId()),
              session.getPaymentIntent(),
              money(session));
    } catch (EventDataObjectDeserializationException | RuntimeException e) {
      return new Claim.Forged("amount");
    }
  }

  @Override
  public RefundAnswer refund(Access access, Charge charge, Money amount, String request) {
    var order =
        RefundCreateParams.builder()
            .setPaymentIntent(charge.tradeNo())
            .setAmount(amount.minor())
            .putMetadata("request", request)
            .build();
    try {
      return state(
          client(access).v1().refunds().create(order, once("refund " + request)).getStatus());
    } catch (ApiConnectionException e) {
      throw failed(e);
    } catch (StripeException e) {
      return e.getStatusCode() == null || e.getStatusCode() >= 500 || e.getStatusCode() == 429
          ? new RefundAnswer.Pending("Stripe says " + e.getStatusCode())
          : new RefundAnswer.Refused("Stripe says " + e.getCode());
    }
  }

  @Override
  public RefundAnswer queryRefund(Access access, Charge charge, String request) {
    var of =
        RefundListParams.builder()
            .setPaymentIntent(charge.tradeNo())
            .setLimit(MOST_REFUNDS)
            .build();
    try {
      return client(access).v1().refunds().list(of).getData().stream()
          .filter(refund ->
              refund.getMetadata() != null && request.equals(refund.getMetadata().get("request")))
          .map(refund -> state(refund.getStatus()))
          .findFirst()
          .orElseGet(RefundAnswer.NotThere::new);
    } catch (StripeException e) {
      throw failed(e);
    }
  }

  private static RefundAnswer state(String status) {
    return switch (String.valueOf(status)) {
      case "succeeded" -> new RefundAnswer.Done();
      case "failed", "canceled" -> new RefundAnswer.Refused("status " + status);
      default -> new RefundAnswer.Pending("status " + status);
    };
  }

  @Override
  public void close(Access access, Charge charge) {
    if (charge.session() == null) {
      return;
    }
    try {
      client(access).v1().checkout().sessions().expire(charge.session());
    } catch (StripeException e) {
      throw failed(e);
    }
  }

  private StripeClient client(Access access) {
    return StripeClient.builder()
        .setApiKey(access.secret("secret-key"))
        .setApiBase(access.channel().setting("gateway", LIVE))
        .setHttpClient(new StripeWire(wire))
        .setMaxNetworkRetries(0)
        .build();
  }

  /// The same key twice is one thing done, for a day.
  private static RequestOptions once(String key) {
    return RequestOptions.builder().setIdempotencyKey(Signatures.number(key)).build();
  }

  private static ProviderException failed(StripeException e) {
    return new ProviderException("Stripe says " + e.getStatusCode() + " " + e.getCode());
  }

  private static boolean paid(Session session) {
    return "paid".equals(session.getPaymentStatus());
  }

  private static Money money(Session session) {
    return Money.of(session.getAmountTotal(), session.getCurrency().toUpperCase(Locale.ROOT));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
