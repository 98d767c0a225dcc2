package changke.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import changke.HouseTest;
import changke.shared.Ids;
import changke.shared.PersonId;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Pushes are opened with the browser's own keys, on a push service of ours.
@HouseTest
class PushTest {

  @Autowired PushRows rows;
  @Autowired VapidKeys keys;
  @Autowired Browsers browsers;
  @Autowired MessageChoices choices;
  @Autowired Readers readers;
  @Autowired Ids ids;
  @Autowired Clock clock;

  private static byte[] open(byte[] body, KeyPair browser, byte[] secret) throws Exception {
    var in = ByteBuffer.wrap(body);
    var salt = new byte[16];
    in.get(salt);
    assertThat(in.getInt()).isEqualTo(4096);
    var sender = new byte[in.get()];
    in.get(sender);
    var sealed = new byte[in.remaining()];
    in.get(sealed);
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(browser.getPrivate());
    agreement.doPhase(WebPush.publicKey(sender), true);
    var receiver = WebPush.point((ECPublicKey) browser.getPublic());
    var info = ByteBuffer.allocate(14 + receiver.length + sender.length);
    info.put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII)).put(receiver).put(sender);
    var input = WebPush.derive(secret, agreement.generateSecret(), info.array(), 32);
    var key = WebPush.derive(salt, input, ascii("Content-Encoding: aes128gcm\0"), 16);
    var nonce = WebPush.derive(salt, input, ascii("Content-Encoding: nonce\0"), 12);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    var plain = cipher.doFinal(sealed);
    assertThat(plain[plain.length - 1]).isEqualTo((byte) 2);
    return java.util.Arrays.copyOf(plain, plain.length - 1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// The example of RFC 8291, section 5.
  @Test
  void the_body_is_that_of_the_standards_own_example() throws Exception {
    var ours =
        WebPush.publicKey(
            WebPush.bytes(
                "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"));
    var secret =
        new java.math.BigInteger(1, WebPush.bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
    var pair =
        new KeyPair(
            ours,
            (ECPrivateKey)
                KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(secret, ours.getParams())));
    var body =
        WebPush.seal(
            ascii("When I grow up, I want to be a watermelon"),
            WebPush.bytes(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            WebPush.bytes("BTBZMqHH6r4Tts7J_aSIgg"),
            pair,
            WebPush.bytes("DGv6ra1nlYgDCS1FRnbzlw"));
    assertThat(WebPush.text(body))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void a_browser_opens_what_was_sent_and_one_that_is_gone_is_forgotten() throws Exception {
    var browser = WebPush.newKeys();
    var secret = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);
    var status = new AtomicInteger(201);
    var body = new AtomicReference<byte[]>(new byte[0]);
    var token = new AtomicReference<>("");
    var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          body.set(exchange.getRequestBody().readAllBytes());
          token.set(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    service.start();
    try {
      var lin = readers.whereItIs(12);
      var endpoint =
          "http://127.0.0.1:" + service.getAddress().getPort() + "/send/" + UUID.randomUUID();
      var id = subscribe(lin, endpoint, browser, secret);
      var pushes = new Pushes(rows, keys, any -> true, "mailto:shop@example.org", clock);
      var letter = new Templates.Written("星图到货", "你收藏的 Star map 到货了。\n");
      pushes.send(ids.next(), id, letter, "/my/messages/1");
      var text =
          new String(
              open(java.util.Objects.requireNonNull(body.get()), browser, secret),
              StandardCharsets.UTF_8);
      assertThat(text).contains("星图到货", "Star map", "/my/messages/1");
      isSigned(
          java.util.Objects.requireNonNull(token.get()),
          "http://127.0.0.1:" + service.getAddress().getPort());

      status.set(500);
      assertThatThrownBy(() -> pushes.send(ids.next(), id, letter, "/my"))
          .isInstanceOf(IllegalStateException.class);
      assertThat(rows.find(id)).isPresent();
      status.set(410);
      assertThatThrownBy(() -> pushes.send(ids.next(), id, letter, "/my"))
          .isInstanceOf(Pushes.GoneException.class);
      assertThat(rows.find(id)).isEmpty();
    } finally {
      service.stop(0);
    }
  }

  @Test
  void an_endpoint_that_is_no_push_service_is_never_called() {
    var door = new PushDoor(List.of(PushDoor.SERVICES.split(",")));
    assertThat(door.opensTo(URI.create("https://fcm.googleapis.com/fcm/send/x"))).isTrue();
    assertThat(door.opensTo(URI.create("https://updates.push.services.mozilla.com/x"))).isTrue();
    for (var bad :
        List.of(
            "http://fcm.googleapis.com/x",
            "https://fcm.googleapis.com:8443/x",
            "https://fcm.googleapis.com@127.0.0.1/x",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://169.254.169.254/x",
            "https://localhost/x",
            "https://evil-fcm.googleapis.com.example.org/x",
            "https://push.apple.com.example.org/x",
            "file:///etc/passwd")) {
      assertThat(door.opensTo(URI.create(bad))).as(bad).isFalse();
    }
    var lin = readers.whereItIs(12);
    var key = WebPush.text(WebPush.point((ECPublicKey) WebPush.newKeys().getPublic()));
    var secret = WebPush.text(new byte[16]);
    assertThat(browsers.subscribe(lin, "https://127.0.0.1/x", key, secret)).isFalse();
    var good = "https://fcm.googleapis.com/fcm/send/" + UUID.randomUUID();
    assertThat(browsers.subscribe(lin, good, WebPush.text(new byte[65]), secret)).isFalse();
    assertThat(browsers.subscribe(lin, good, key, WebPush.text(new byte[3]))).isFalse();
    assertThat(browsers.subscribe(lin, good, key, secret)).isTrue();
    assertThat(choices.wanted(lin)).containsEntry(Channel.PUSH, Set.of(Topic.values()));
    browsers.forget(lin);
    assertThat(browsers.count(lin)).isZero();
  }

  private UUID subscribe(PersonId lin, String endpoint, KeyPair browser, byte[] secret) {
    var id = ids.next();
    var key = WebPush.point((ECPublicKey) browser.getPublic());
    rows.add(id, lin, endpoint, key, secret, clock.instant());
    return id;
  }

  private void isSigned(String header, String audience) throws Exception {
    var jwt = header.substring("vapid t=".length(), header.indexOf(", k="));
    var key = WebPush.publicKey(WebPush.bytes(header.substring(header.indexOf(", k=") + 4)));
    var parts = jwt.split("\\.");
    var check = Signature.getInstance("SHA256withECDSAinP1363Format");
    check.initVerify(key);
    check.update(ascii(parts[0] + "." + parts[1]));
    assertThat(check.verify(WebPush.bytes(parts[2]))).isTrue();
    assertThat(new String(WebPush.bytes(parts[1]), StandardCharsets.UTF_8))
        .contains("\"aud\":\"" + audience + "\"", "mailto:shop@example.org");
    assertThat(WebPush.text(WebPush.point(key))).isEqualTo(browsers.publicKey());
  }
}
