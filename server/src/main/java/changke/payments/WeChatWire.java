package changke.payments;

import com.wechat.pay.java.core.auth.Credential;
import com.wechat.pay.java.core.auth.Validator;
import com.wechat.pay.java.core.http.AbstractHttpClient;
import com.wechat.pay.java.core.http.HttpRequest;
import com.wechat.pay.java.core.http.JsonRequestBody;
import com.wechat.pay.java.core.http.OriginalResponse;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Set;

/// Carries what WeChat Pay's library writes, to the channel's gateway instead of the host that the
/// library fixes; the signature covers path and body, not the host.
final class WeChatWire extends AbstractHttpClient {

  /// Headers that the HTTP client writes itself.
  private static final Set<String> OWN = Set.of("host", "content-length", "connection");

  private final Wire wire;
  private final String gateway;

  WeChatWire(Credential credential, Validator validator, Wire wire, String gateway) {
    super(credential, validator);
    this.wire = wire;
    this.gateway = gateway.replaceAll("/+$", "");
  }

  @Override
  protected OriginalResponse innerExecute(HttpRequest request) {
    var headers = new HashMap<String, String>();
    request
        .getHeaders()
        .getHeaders()
        .forEach((name, value) -> {
          if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT)) && value != null) {
            headers.put(name, value);
          }
        });
    var body = request.getBody() instanceof JsonRequestBody json ? json.getBody() : null;
    var path = request.getUri().getRawPath();
    var query = request.getUri().getRawQuery();
    var address = URI.create(gateway + path + (query == null ? "" : "?" + query));
    var reply = wire.send(request.getHttpMethod().name(), address, headers, body);
    var answered = new HashMap<String, String>();
    reply.headers().forEach((name, values) -> answered.put(canonical(name), values.getFirst()));
    return new OriginalResponse.Builder()
        .request(request)
        .statusCode(reply.status())
        .headers(answered)
        .contentType(reply.header("Content-Type"))
        .body(reply.body())
        .build();
  }

  @Override
  protected InputStream innerDownload(HttpRequest request) {
    throw new ProviderException("nothing is downloaded");
  }

  @Override
  protected String getHttpClientInfo() {
    return "jdk";
  }

  /// The library looks for `Wechatpay-Serial`; our client says `wechatpay-serial`.
  private static String canonical(String name) {
    var text = new StringBuilder(name);
    for (int i = 0; i < text.length(); i++) {
      if (i == 0 || text.charAt(i - 1) == '-') {
        text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
      }
    }
    return text.toString();
  }
}
