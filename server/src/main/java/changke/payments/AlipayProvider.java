package changke.payments;

import changke.shared.Money;
import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayConfig;
import com.alipay.api.AlipayObject;
import com.alipay.api.AlipayRequest;
import com.alipay.api.AlipayResponse;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.domain.AlipayTradeCloseModel;
import com.alipay.api.domain.AlipayTradeFastpayRefundQueryModel;
import com.alipay.api.domain.AlipayTradePagePayModel;
import com.alipay.api.domain.AlipayTradePrecreateModel;
import com.alipay.api.domain.AlipayTradeQueryModel;
import com.alipay.api.domain.AlipayTradeRefundModel;
import com.alipay.api.domain.AlipayTradeWapPayModel;
import com.alipay.api.internal.util.AlipayLogger;
import com.alipay.api.internal.util.AlipaySignature;
import com.alipay.api.request.AlipayTradeCloseRequest;
import com.alipay.api.request.AlipayTradeFastpayRefundQueryRequest;
import com.alipay.api.request.AlipayTradePagePayRequest;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import com.alipay.api.request.AlipayTradeQueryRequest;
import com.alipay.api.request.AlipayTradeRefundRequest;
import com.alipay.api.request.AlipayTradeWapPayRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// 支付宝 through its own library: RSA2 with the application's key, answers and notifications signed
/// with Alipay's. Requests go through our wire, so that TLS is checked by the JDK.
@Component
class AlipayProvider implements Provider {

  static final String NAME = "alipay";

  private static final Currency YUAN = Currency.getInstance("CNY");
  private static final String UTF8 = "UTF-8";
  private static final String RSA2 = "RSA2";
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String LIVE = "https://openapi.alipay.com/gateway.do";

  private final Wire wire;

  AlipayProvider(Wire wire) {
    this.wire = wire;
    // It would log whole requests when one fails.
    AlipayLogger.setNeedEnableLogger(false);
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
        ChannelField.choice("mode", "page", "wap", "scan"),
        ChannelField.address("gateway", LIVE),
        ChannelField.choice("confirm", "false", "true"),
        ChannelField.secret("app-id"),
        ChannelField.secret("seller-id"),
        ChannelField.secret("private-key", ChannelField.Shape.PRIVATE_KEY),
        ChannelField.secret("alipay-key", ChannelField.Shape.PUBLIC_KEY));
  }

  @Override
  public Set<String> origins(Channel channel) {
    return Wire.origin(channel.setting("gateway", LIVE));
  }

  @Override
  public Invitation create(Access access, Charge charge, Addresses.ForCharge addresses) {
    if (!charge.amount().currency().equals(YUAN)) {
      throw new ProviderException("Alipay takes yuan only");
    }
    return switch (access.channel().setting("mode", "page")) {
      case "wap" -> wap(access, charge, addresses);
      case "scan" -> scan(access, charge, addresses);
      default -> page(access, charge, addresses);
    };
  }

  private Invitation page(Access access, Charge charge, Addresses.ForCharge addresses) {
    var order = new AlipayTradePagePayModel();
    order.setOutTradeNo(charge.reference());
    order.setTotalAmount(charge.amount().major().toPlainString());
    order.setSubject(charge.title());
    order.setProductCode("FAST_INSTANT_TRADE_PAY");
    order.setTimeExpire(time(charge.payUntil()));
    return address(access, new AlipayTradePagePayRequest(), order, addresses);
  }

  private Invitation wap(Access access, Charge charge, Addresses.ForCharge addresses) {
    var order = new AlipayTradeWapPayModel();
    order.setOutTradeNo(charge.reference());
    order.setTotalAmount(charge.amount().major().toPlainString());
    order.setSubject(charge.title());
    order.setProductCode("QUICK_WAP_WAY");
    order.setTimeExpire(time(charge.payUntil()));
    return address(access, new AlipayTradeWapPayRequest(), order, addresses);
  }

  /// Nothing is sent: the buyer's browser brings the signed order along.
  private <T extends AlipayResponse> Invitation address(
      Access access, AlipayRequest<T> request, AlipayObject order, Addresses.ForCharge addresses) {
    request.setNotifyUrl(addresses.notifyAt());
    request.setReturnUrl(addresses.returnTo());
    request.setBizModel(order);
    try {
      return Invitation.to(client(access).pageExecute(request, "GET").getBody());
    } catch (AlipayApiException e) {
      throw new ProviderException("Alipay's library refuses the order");
    }
  }

  private Invitation scan(Access access, Charge charge, Addresses.ForCharge addresses) {
    var order = new AlipayTradePrecreateModel();
    order.setOutTradeNo(charge.reference());
    order.setTotalAmount(charge.amount().major().toPlainString());
    order.setSubject(charge.title());
    order.setTimeExpire(time(charge.payUntil()));
    var request = new AlipayTradePrecreateRequest();
    request.setNotifyUrl(addresses.notifyAt());
    var answer = call(access, request, order);
    if (!answer.isSuccess() || answer.getQrCode() == null) {
      throw new ProviderException("Alipay refuses: " + why(answer));
    }
    return Invitation.scan(answer.getQrCode());
  }

  @Override
  public Answer query(Access access, Charge charge) {
    var order = new AlipayTradeQueryModel();
    order.setOutTradeNo(charge.reference());
    var answer = call(access, new AlipayTradeQueryRequest(), order);
    if (!answer.isSuccess()) {
      return "ACQ.TRADE_NOT_EXIST".equals(answer.getSubCode())
          ? new Answer.Unpaid()
          : new Answer.Unknown(why(answer));
    }
    if (!charge.reference().equals(answer.getOutTradeNo())) {
      return new Answer.Unknown("it answers about another order");
    }
    return switch (String.valueOf(answer.getTradeStatus())) {
      case "TRADE_SUCCESS", "TRADE_FINISHED" ->
          new Answer.Paid(text(answer.getTradeNo()), yuan(answer.getTotalAmount()));
      case "WAIT_BUYER_PAY", "TRADE_CLOSED" -> new Answer.Unpaid();
      default -> new Answer.Unknown("status " + answer.getTradeStatus());
    };
  }

  /// The library checks the signature; the application and the seller are checked here, because the
  /// same key signs for every one of them.
  @Override
  public Claim verify(Access access, Notification notification) {
    var fields = notification.fields();
    if (!RSA2.equals(fields.get("sign_type")) || !signed(access, fields)) {
      return new Claim.Forged("signature");
    }
    if (!Signatures.same(access.secret("app-id"), fields.getOrDefault("app_id", ""))
        || !Signatures.same(access.secret("seller-id"), fields.getOrDefault("seller_id", ""))) {
      return new Claim.Forged("merchant");
    }
    var status = fields.getOrDefault("trade_status", "");
    if (fields.containsKey("gmt_refund")
        || !Set.of("TRADE_SUCCESS", "TRADE_FINISHED").contains(status)) {
      return new Claim.Other();
    }
    try {
      return new Claim.Paid(
          fields.getOrDefault("out_trade_no", ""),
          fields.getOrDefault("trade_no", ""),
          yuan(fields.getOrDefault("total_amount", "")));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Claim.Forged("amount");
    }
  }

  private static boolean signed(Access access, Map<String, String> fields) {
    try {
      return !fields.getOrDefault("sign", "").isBlank()
          && AlipaySignature.verifyV1(
              new HashMap<>(fields), RsaKeys.bare(access.secret("alipay-key")), UTF8, RSA2);
    } catch (AlipayApiException | IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public RefundAnswer refund(Access access, Charge charge, Money amount, String request) {
    var order = new AlipayTradeRefundModel();
    if (charge.tradeNo() == null) {
      order.setOutTradeNo(charge.reference());
    } else {
      order.setTradeNo(charge.tradeNo());
    }
    order.setRefundAmount(amount.major().toPlainString());
    order.setOutRequestNo(Signatures.number(request));
    var answer = call(access, new AlipayTradeRefundRequest(), order);
    if (!answer.isSuccess()) {
      return vague(answer)
          ? new RefundAnswer.Pending(why(answer))
          : new RefundAnswer.Refused(why(answer));
    }
    return "Y".equals(answer.getFundChange())
        ? new RefundAnswer.Done()
        : new RefundAnswer.Pending("no money has moved by this request");
  }

  @Override
  public RefundAnswer queryRefund(Access access, Charge charge, String request) {
    var order = new AlipayTradeFastpayRefundQueryModel();
    if (charge.tradeNo() == null) {
      order.setOutTradeNo(charge.reference());
    } else {
      order.setTradeNo(charge.tradeNo());
    }
    order.setOutRequestNo(Signatures.number(request));
    var answer = call(access, new AlipayTradeFastpayRefundQueryRequest(), order);
    if (!answer.isSuccess()) {
      return vague(answer) ? new RefundAnswer.Pending(why(answer)) : new RefundAnswer.NotThere();
    }
    return "REFUND_SUCCESS".equals(answer.getRefundStatus())
        ? new RefundAnswer.Done()
        : new RefundAnswer.NotThere();
  }

  /// A trade that no buyer has opened yet does not exist there; that is as good as closed.
  @Override
  public void close(Access access, Charge charge) {
    var order = new AlipayTradeCloseModel();
    order.setOutTradeNo(charge.reference());
    var answer = call(access, new AlipayTradeCloseRequest(), order);
    if (!answer.isSuccess() && !"ACQ.TRADE_NOT_EXIST".equals(answer.getSubCode())) {
      throw new ProviderException("Alipay refuses: " + why(answer));
    }
  }

  /// Alipay itself does not know what became of it.
  private static boolean vague(AlipayResponse answer) {
    return "20000".equals(answer.getCode())
        || text(answer.getSubCode()).matches("(aop|isp)\\..*|ACQ\\.SYSTEM_ERROR");
  }

  private <T extends AlipayResponse> T call(
      Access access, AlipayRequest<T> request, AlipayObject order) {
    request.setBizModel(order);
    try {
      return client(access).execute(request);
    } catch (AlipayApiException e) {
      throw new ProviderException("Alipay gives no answer that can be believed");
    }
  }

  private DefaultAlipayClient client(Access access) {
    var config = new AlipayConfig();
    config.setServerUrl(access.channel().setting("gateway", LIVE));
    config.setAppId(access.secret("app-id"));
    config.setPrivateKey(RsaKeys.bare(access.secret("private-key")));
    config.setAlipayPublicKey(RsaKeys.bare(access.secret("alipay-key")));
    config.setCharset(UTF8);
    config.setSignType(RSA2);
    config.setCustomizedHttpClient(new AlipayWire(wire));
    try {
      return new DefaultAlipayClient(config);
    } catch (AlipayApiException e) {
      throw new ProviderException("Alipay's library refuses the keys");
    }
  }

  private static String why(AlipayResponse answer) {
    return text(answer.getSubCode()) + " " + text(answer.getSubMsg());
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  private static Money yuan(String amount) {
    if (amount == null || !amount.matches("[0-9]{1,12}(\\.[0-9]{1,2})?")) {
      throw new IllegalArgumentException("amount");
    }
    return Money.parse(amount, YUAN);
  }

  private static String time(Instant at) {
    return TIME.format(at.atZone(CHINA));
  }
}
