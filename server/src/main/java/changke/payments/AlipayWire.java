package changke.payments;

import com.alipay.api.FileItem;
import com.alipay.api.internal.util.AbstractHttpClient;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/// Carries what Alipay's library writes.
final class AlipayWire extends AbstractHttpClient {

  private final Wire wire;

  AlipayWire(Wire wire) {
    this.wire = wire;
  }

  @Override
  public String doPost(
      String address, Map<String, String> fields, String charset, Map<String, String> headers)
      throws IOException {
    var type = Map.of("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");
    var reply = wire.send("POST", URI.create(address), type, Wire.form(fields));
    if (reply.status() != 200) {
      throw new IOException("status " + reply.status());
    }
    return reply.body();
  }

  @Override
  public String doPost(
      String address,
      Map<String, String> fields,
      Map<String, FileItem> files,
      String charset,
      Map<String, String> headers)
      throws IOException {
    throw new IOException("no files are sent");
  }
}
