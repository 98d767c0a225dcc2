package changke.api.collection;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestChromium;
import com.microsoft.playwright.Page;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/// The house's own script, in a real browser on another origin.
@HouseTest
class EyesTest {

  @Autowired Sender sender;
  @Autowired TestChromium chromium;
  private String site = "";

  @Test
  void it_is_smaller_than_six_kilobytes() throws Exception {
    var script = new ClassPathResource("static/eyes/eyes.js").getContentAsByteArray();
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(script);
    }
    assertThat(packed.size()).isLessThan(6 * 1024);
    assertThat(new String(script, StandardCharsets.UTF_8)).doesNotContain("https://");
  }

  /// Opens a page with the script; returns the addresses of everything that it asked for.
  private List<String> visit(String attributes, String before, Consumer<Page> story) {
    var asked = new ArrayList<String>();
    var html =
        "<title>小店</title><button data-track='Product Added' data-track-product_id='p7'><b>买</b></button>"
            + "<script src='"
            + sender.address()
            + "/eyes/eyes.js' "
            + attributes
            + "></script>";
    try (var elsewhere = new Elsewhere(html, Path.of("target"))) {
      site = elsewhere.address();
      chromium.visit(
          TestChromium.PHONE,
          "zh-CN",
          page -> {
            page.onRequest(request -> asked.add(request.url()));
            page.addInitScript(before);
            page.navigate(site + "offer?token=secret");
            story.accept(page);
          });
    }
    return asked;
  }

  @Test
  void pages_and_clicks_on_marked_elements_arrive_and_nobody_else_is_asked() {
    var shop = sender.browser();
    var asked =
        visit(
            "data-pages=on data-key=" + shop.key(),
            "",
            page -> {
              page.click("b");
              for (int tries = 0; tries < 50 && sender.kinds(shop).size() < 2; tries++) {
                page.waitForTimeout(200);
              }
            });
    assertThat(sender.kinds(shop)).containsExactly("Page Viewed", "Product Added");
    assertThat(sender.said(shop, "properties", "product_id")).isEqualTo("p7");
    assertThat(sender.said(shop, "context", "page", "path")).isEqualTo("/offer");
    assertThat(sender.rows(shop).toString()).doesNotContain("secret");
    assertThat(asked).allMatch(url -> url.startsWith(site) || url.startsWith(sender.address()));
  }

  @Test
  void what_was_not_sent_goes_out_when_the_page_goes_and_counts_once() {
    var shop = sender.browser();
    visit(
        "data-key=" + shop.key(),
        "",
        page -> {
          page.click("button");
          page.navigate(site + "next");
          page.waitForTimeout(3_500);
        });
    assertThat(sender.kinds(shop)).containsExactly("Product Added");
  }

  @Test
  void without_consent_nothing_is_sent_or_stored() {
    var shop = sender.browser();
    visit(
        "data-consent=ask data-pages=on data-key=" + shop.key(),
        "",
        page -> {
          page.click("button");
          page.waitForTimeout(2_500);
          assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
          assertThat(sender.kinds(shop)).isEmpty();
          page.evaluate("changke.consent(true)");
          page.click("button");
          for (int tries = 0; tries < 50 && sender.kinds(shop).size() < 2; tries++) {
            page.waitForTimeout(200);
          }
          page.evaluate("changke.consent(false)");
          page.click("button");
          page.waitForTimeout(2_500);
          assertThat(page.evaluate("localStorage.getItem('changke.who')")).isNull();
        });
    assertThat(sender.kinds(shop)).containsExactly("Page Viewed", "Product Added");
  }

  @Test
  void who_asks_not_to_be_followed_sends_nothing() {
    for (var wish :
        new String[] {
          "Object.defineProperty(navigator, 'doNotTrack', { value: '1' })",
          "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"
        }) {
      var shop = sender.browser();
      var asked =
          visit(
              "data-pages=on data-key=" + shop.key(),
              wish,
              page -> {
                page.click("button");
                page.waitForTimeout(2_500);
                assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
              });
      assertThat(asked).noneMatch(url -> url.contains("/v1/"));
      assertThat(sender.kinds(shop)).isEmpty();
    }
  }
}
