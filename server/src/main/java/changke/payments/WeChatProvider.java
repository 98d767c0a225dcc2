package changke.payments;

import changke.shared.Money;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.WechatPayException;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.Amount;
import com.wechat.pay.java.service.payments.nativepay.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.Refund;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// 微信支付 (API v3) through its own library: a code that is scanned with the phone (Native). What
/// comes in is signed over time, nonce and raw body with the platform's key, and its contents are
/// sealed with the merchant's API v3 key.
@Component
class WeChatProvider implements Provider {

  static final String NAME = "wechat";

  private static final String LIVE = "https://api.mch.weixin.qq.com";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final int LONGEST_TITLE = 120;

  private final Wire wire;
  private final JsonMapper json;
  private final Clock clock;

  WeChatProvider(Wire wire, JsonMapper json, Clock clock) {
    this.wire = wire;
    this.json = json;
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
        ChannelField.choice("confirm", "false", "true"),
        ChannelField.secret("mchid"),
        ChannelField.secret("app-id"),
        ChannelField.secret("serial"),
        ChannelField.secret("private-key", ChannelField.Shape.PRIVATE_KEY),
        ChannelField.secret("api-v3-key"),
        ChannelField.secret("platform-key-id"),
        ChannelField.secret("platform-key", ChannelField.Shape.PUBLIC_KEY));
  }

  @Override
  public Invitation create(Access access, Charge charge, Addresses.ForCharge addresses) {
    var order = new PrepayRequest();
    order.setAppid(access.secret("app-id"));
    order.setMchid(access.secret("mchid"));
    order.setDescription(
        charge.title().substring(0, Math.min(charge.title().length(), LONGEST_TITLE)));
    order.setOutTradeNo(charge.reference());
    order.setNotifyUrl(addresses.notifyAt());
    order.setTimeExpire(
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            charge.payUntil().truncatedTo(ChronoUnit.SECONDS).atZone(CHINA)));
    var amount = new Amount();
    amount.setTotal(fen(charge.amount()));
    amount.setCurrency(charge.amount().currency().getCurrencyCode());
    order.setAmount(amount);
    var code = asked(() -> pay(access).prepay(order)).getCodeUrl();
    if (code == null || code.isBlank()) {
      throw new ProviderException("WeChat Pay answers without a code");
    }
    return Invitation.scan(code);
  }

  @Override
  public Answer query(Access access, Charge charge) {
    var order = new QueryOrderByOutTradeNoRequest();
    order.setMchid(access.secret("mchid"));
    order.setOutTradeNo(charge.reference());
    try {
      var answer = pay(access).queryOrderByOutTradeNo(order);
      if (!charge.reference().equals(answer.getOutTradeNo())
          || !access.secret("mchid").equals(answer.getMchid())) {
        return new Answer.Unknown("it answers about another order");
      }
      return switch (answer.getTradeState()) {
        case SUCCESS -> new Answer.Paid(answer.getTransactionId(), money(answer));
        case NOTPAY, CLOSED, USERPAYING, PAYERROR, REVOKED -> new Answer.Unpaid();
        case REFUND, ACCEPT -> new Answer.Unknown("state " + answer.getTradeState());
      };
    } catch (ServiceException e) {
      return List.of("ORDER_NOT_EXIST", "ORDERNOTEXIST").contains(String.valueOf(e.getErrorCode()))
          ? new Answer.Unpaid()
          : new Answer.Unknown("WeChat Pay says " + e.getErrorCode());
    } catch (WechatPayException | NullPointerException e) {
      return new Answer.Unknown("no answer that can be believed");
    }
  }

  @Override
  public Claim verify(Access access, Notification notification) {
    var headers = notification.headers();
    if (!fresh(headers.getOrDefault("wechatpay-timestamp", ""))) {
      return new Claim.Forged("timestamp");
    }
    var parameters =
        new RequestParam.Builder()
            .serialNumber(headers.getOrDefault("wechatpay-serial", ""))
            .timestamp(headers.getOrDefault("wechatpay-timestamp", ""))
            .nonce(headers.getOrDefault("wechatpay-nonce", ""))
            .signature(headers.getOrDefault("wechatpay-signature", ""))
            .body(notification.body())
            .build();
    try {
      var told = new NotificationParser(config(access)).parse(parameters, Transaction.class);
      return kind(notification.body()).equals("TRANSACTION.SUCCESS")
          ? claim(access, told)
          : new Claim.Other();
    } catch (com.google.gson.JsonParseException e) {
      return new Claim.Forged("contents");
    } catch (WechatPayException | JacksonException | IllegalArgumentException e) {
      return new Claim.Forged("signature");
    }
  }

  private String kind(String body) {
    return json.readTree(body).path("event_type").asString("");
  }

  private static Claim claim(Access access, Transaction told) {
    if (!Signatures.same(access.secret("mchid"), String.valueOf(told.getMchid()))
        || !access.secret("app-id").equals(told.getAppid())) {
      return new Claim.Forged("merchant");
    }
    if (told.getTradeState() != Transaction.TradeStateEnum.SUCCESS) {
      return new Claim.Other();
    }
    if (told.getAmount() == null || told.getAmount().getTotal() == null) {
      return new Claim.Forged("amount");
    }
    return new Claim.Paid(
        String.valueOf(told.getOutTradeNo()),
        told.getTransactionId() == null ? "" : told.getTransactionId(),
        money(told),
        told.getPayer() == null ? "" : String.valueOf(told.getPayer().getOpenid()));
  }

  @Override
  public String acknowledgement() {
    return "{\"code\":\"SUCCESS\"}";
  }

  @Override
  public RefundAnswer refund(Access access, Charge charge, Money amount, String request) {
    var order = new CreateRequest();
    if (charge.tradeNo() == null) {
      order.setOutTradeNo(charge.reference());
    } else {
      order.setTransactionId(charge.tradeNo());
    }
    order.setOutRefundNo(Signatures.number(request));
    var sum = new AmountReq();
    sum.setRefund(amount.minor());
    sum.setTotal(charge.amount().minor());
    sum.setCurrency(amount.currency().getCurrencyCode());
    order.setAmount(sum);
    try {
      return state(refunds(access).create(order));
    } catch (ServiceException e) {
      return e.getHttpStatusCode() >= 500 || e.getHttpStatusCode() == 429
          ? new RefundAnswer.Pending("WeChat Pay says " + e.getErrorCode())
          : new RefundAnswer.Refused(e.getErrorCode() + " " + e.getErrorMessage());
    } catch (WechatPayException e) {
      return new RefundAnswer.Pending("no answer that can be believed");
    }
  }

  @Override
  public RefundAnswer queryRefund(Access access, Charge charge, String request) {
    var order = new QueryByOutRefundNoRequest();
    order.setOutRefundNo(Signatures.number(request));
    try {
      return state(refunds(access).queryByOutRefundNo(order));
    } catch (ServiceException e) {
      return e.getHttpStatusCode() == 404
          ? new RefundAnswer.NotThere()
          : new RefundAnswer.Pending("WeChat Pay says " + e.getErrorCode());
    } catch (WechatPayException e) {
      return new RefundAnswer.Pending("no answer that can be believed");
    }
  }

  private static RefundAnswer state(Refund refund) {
    if (refund.getStatus() == null) {
      return new RefundAnswer.Pending("no status");
    }
    return switch (refund.getStatus()) {
      case SUCCESS -> new RefundAnswer.Done();
      case PROCESSING -> new RefundAnswer.Pending("under way");
      case CLOSED, ABNORMAL -> new RefundAnswer.Refused("status " + refund.getStatus());
    };
  }

  @Override
  public void close(Access access, Charge charge) {
    var order = new CloseOrderRequest();
    order.setMchid(access.secret("mchid"));
    order.setOutTradeNo(charge.reference());
    asked(() -> {
      pay(access).closeOrder(order);
      return order;
    });
  }

  private NativePayService pay(Access access) {
    return new NativePayService.Builder().httpClient(client(access)).build();
  }

  private RefundService refunds(Access access) {
    return new RefundService.Builder().httpClient(client(access)).build();
  }

  private WeChatWire client(Access access) {
    var config = config(access);
    return new WeChatWire(
        config.createCredential(),
        config.createValidator(),
        wire,
        access.channel().setting("gateway", LIVE));
  }

  private static RSAPublicKeyConfig config(Access access) {
    try {
      return new RSAPublicKeyConfig.Builder()
          .merchantId(access.secret("mchid"))
          .privateKey(RsaKeys.privateKey(access.secret("private-key")))
          .merchantSerialNumber(access.secret("serial"))
          .apiV3Key(access.secret("api-v3-key"))
          .publicKey(RsaKeys.publicKey(access.secret("platform-key")))
          .publicKeyId(access.secret("platform-key-id"))
          .build();
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new ProviderException("WeChat Pay's library refuses the keys");
    }
  }

  private static <T> T asked(Supplier<T> call) {
    try {
      return call.get();
    } catch (ServiceException e) {
      throw new ProviderException("WeChat Pay says " + e.getErrorCode());
    } catch (WechatPayException e) {
      throw new ProviderException("WeChat Pay gives no answer that can be believed");
    }
  }

  private static int fen(Money amount) {
    if (!amount.currency().getCurrencyCode().equals("CNY") || amount.minor() > Integer.MAX_VALUE) {
      throw new ProviderException("WeChat Pay takes yuan only, and not so many");
    }
    return (int) amount.minor();
  }

  private static Money money(Transaction told) {
    var currency = told.getAmount().getCurrency();
    return Money.of(told.getAmount().getTotal(), currency == null ? "CNY" : currency);
  }

  private boolean fresh(String stamp) {
    return stamp.matches("[0-9]{10}")
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(stamp)), clock.instant())
                .abs()
                .compareTo(TOLERANCE)
            <= 0;
  }
}
