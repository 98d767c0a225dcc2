package changke.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.orders.Market;
import changke.orders.Order;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.orders.Returning;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.vault.Download;
import changke.vault.FileKept;
import changke.vault.FileVault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/// A guest buys a file and downloads it.
@HouseTest
class FilesTest {

  private static final String CONTENT =
      IntStream.range(0, 60_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));

  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired FileVault files;
  @Autowired TestBrowser.Maker browsers;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  private Offer offer;
  private Order order;
  private TestBrowser lin;

  @BeforeEach
  void lin_bought_a_file() throws IOException {
    offer = market.offer(0, 990, Delivery.FILE, 10);
    assertThat(browsers.guest().get("/o/" + offer.id()).body()).contains("alert-warning");
    kept(CONTENT);
    assertThat(browsers.guest().get("/o/" + offer.id()).body()).contains("name=\"now\"");
    order = market.bought(offer, 1);
    lin = browsers.guest();
    lin.get("/open/" + orders.linkToken(order.id()));
  }

  @Test
  void the_whole_file_comes_with_its_name() {
    var page = lin.get("/orders/" + order.number()).body();
    assertThat(page).contains("/files/1").doesNotContain("/open\"");
    var answer = lin.get(link());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(CONTENT);
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .isEqualTo("attachment; filename*=UTF-8''%E7%AC%94%E5%88%B7%20set.txt");
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
  }

  @Test
  void a_broken_download_goes_on_and_every_look_is_written_down() {
    var link = link();
    var answer = lin.with("Range", "bytes=300000-").get(link);
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(CONTENT.substring(300_000));
    assertThat(answer.headers().firstValue("Content-Range"))
        .contains("bytes 300000-" + (CONTENT.length() - 1) + "/" + CONTENT.length());
    var tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(lin.with("If-Range", tag).get(link).statusCode()).isEqualTo(206);
    assertThat(lin.with("If-Range", "\"older\"").get(link).body()).isEqualTo(CONTENT);
    var behind = lin.with("If-Range", tag).with("Range", "bytes=99999999-").get(link);
    assertThat(behind.statusCode()).isEqualTo(416);
    assertThat(behind.headers().firstValue("Content-Range"))
        .contains("bytes */" + CONTENT.length());
    assertThat(files.downloads(order.lines().getFirst().hold()))
        .extracting(Download::fromByte)
        .containsExactly(300_000L, 300_000L, 0L);
  }

  @Test
  void a_link_opens_nothing_for_anyone_else_and_not_for_long() {
    var link = link();
    assertThat(browsers.guest().get(link).statusCode()).isEqualTo(404);
    assertThat(browsers.member().get(link).statusCode()).isEqualTo(404);
    var later = link.replaceFirst("until=\\d+", "until=99999999999");
    assertThat(lin.get(later).statusCode()).isEqualTo(303);
    assertThat(lin.get("/orders/" + order.number() + "/files/1").statusCode()).isEqualTo(303);
    clock.forward(Duration.ofHours(7));
    assertThat(lin.get(link).headers().firstValue("Location"))
        .contains("/orders/" + order.number());
    assertThat(lin.get(link()).statusCode()).isEqualTo(200);
    assertThat(files.downloads(order.lines().getFirst().hold())).hasSize(1);
  }

  @Test
  void money_comes_back_without_questions_until_the_first_download() {
    var link = link();
    lin.send(HttpMethod.HEAD, link);
    var other = market.bought(offer, 1);
    assertThat(lin.get(link).statusCode()).isEqualTo(200);
    assertThat(orders.giveBack(order.id())).isInstanceOf(Returning.AlreadySeen.class);
    assertThat(orders.giveBack(other.id())).isInstanceOf(Returning.Refunding.class);
    market.until(other, OrderState.REFUNDED);
    var ben = browsers.guest();
    ben.get("/open/" + orders.linkToken(other.id()));
    assertThat(ben.post("/orders/" + other.number() + "/files/1", Map.of()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void who_bought_gets_the_new_version() throws IOException {
    kept("the second edition");
    assertThat(lin.get(link()).body()).isEqualTo("the second edition");
  }

  private String link() {
    var answer = lin.post("/orders/" + order.number() + "/files/1", Map.of());
    assertThat(answer.statusCode()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private void kept(String content) throws IOException {
    var bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    var by = new PersonId(ids.next());
    assertThat(files.keep(offer.merchant(), offer.id(), by, "笔刷 set.txt", bytes))
        .isInstanceOf(FileKept.Kept.class);
  }
}
