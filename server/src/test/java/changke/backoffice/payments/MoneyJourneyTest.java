package changke.backoffice.payments;

import static changke.storefront.Steps.PASSWORD;
import static changke.storefront.Steps.button;
import static changke.storefront.Steps.look;
import static changke.storefront.Steps.signIn;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import changke.HouseTest;
import changke.TestChromium;
import changke.TestClock;
import changke.catalog.Delivery;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.messaging.Messaging;
import changke.messaging.SentLetter;
import changke.orders.Market;
import changke.shared.PersonId;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Money as people see it in a real browser: in, out with two operators, put right, and the keys
/// and lists behind it.
@HouseTest
class MoneyJourneyTest {

  private static final String MONEY = "/backoffice/payments/";

  @Autowired TestChromium chromium;
  @Autowired Identity identity;
  @Autowired Messaging messaging;
  @Autowired Market market;
  @Autowired TestClock clock;

  private String liu = "";
  private String wen = "";
  private String zhao = "";

  @BeforeEach
  void a_member_and_two_operators() {
    liu = "liu-" + UUID.randomUUID() + "@example.org";
    wen = "wen-" + UUID.randomUUID() + "@example.org";
    zhao = "zhao-" + UUID.randomUUID() + "@example.org";
    person("刘洋", liu);
    person("文静", wen, Role.OPERATOR);
    person("赵敏", zhao, Role.OPERATOR);
  }

  @Test
  void money_comes_in_at_the_cashier_and_leaves_when_two_operators_have_said_yes() {
    chromium.visit(
        TestChromium.PHONE,
        "zh-CN",
        phone -> {
          signIn(phone, liu);
          phone.navigate("/my/wallet");
          look(phone, "wallet-empty-phone-zh");
          phone.locator("#amount").fill("2000");
          phone.locator("#channel").selectOption("00000000-0000-7000-8000-000000000002");
          button(phone, "充值").click();
          look(phone, "cashier-phone-zh");
          phone.locator("#pay").click();
          assertThat(phone.locator("[role=status]")).containsText("已到账");
          assertThat(phone.locator("#available")).hasText("¥2,000.00");
          phone.locator("a[href='/my/wallet/withdraw']").click();
          phone.locator("#amount").fill("1500");
          phone.locator("#way").selectOption("bank");
          phone.locator("#account").fill("6222 0000 1234 5678");
          phone.locator("#holder").fill("刘洋");
          look(phone, "withdraw-phone-zh");
          button(phone, "申请提现").click();
          assertThat(phone.locator("#available")).hasText("¥500.00");
          assertThat(phone.locator(".row-list").first()).containsText("待审核");
          chromium.visit(TestChromium.WIDE, "zh-CN", this::approvesFirst);
          assertThatStillWaits(phone);
          chromium.visit(TestChromium.PHONE, "zh-CN", this::approvesSecondAndSends);
          phone.reload();
          assertThat(phone.locator(".row-list").first()).containsText("已转出");
          assertThat(phone.locator(".row-list").first()).containsText("B-2026-1");
          look(phone, "wallet-paid-phone-zh");
        });
    org.assertj.core.api.Assertions.assertThat(subjects(liu))
        .as("every step is written")
        .hasSizeGreaterThanOrEqualTo(3);
  }

  private void approvesFirst(Page desk) {
    signIn(desk, wen);
    desk.navigate(MONEY + "withdrawals?state=open");
    look(desk, "withdrawals-wide-zh");
    row(desk, "刘洋").locator("a").last().click();
    assertThat(desk.locator("main")).containsText("6222 0000 1234 5678");
    look(desk, "withdrawal-wide-zh");
    button(desk, "通过").click();
    assertThat(desk.locator(".notice")).containsText("还需第二人审核");
    row(desk, "刘洋").locator("a").last().click();
    button(desk, "通过").click();
    assertThat(desk.locator(".notice")).containsText("不能审核两次");
  }

  private static void assertThatStillWaits(Page phone) {
    phone.reload();
    assertThat(phone.locator(".row-list").first()).containsText("待审核");
  }

  private void approvesSecondAndSends(Page desk) {
    desk.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    signIn(desk, zhao);
    desk.navigate(MONEY + "withdrawals?state=open");
    look(desk, "withdrawals-phone-dark-zh");
    row(desk, "刘洋").locator("a").last().click();
    button(desk, "通过").click();
    row(desk, "刘洋").locator("a").last().click();
    look(desk, "withdrawal-phone-dark-zh");
    desk.locator("#reference").fill("B-2026-1");
    button(desk, "钱已转出").click();
    assertThat(desk.locator("main")).containsText("已转出");
  }

  @Test
  void a_balance_is_put_right_by_two_and_its_owner_reads_why() {
    chromium.visit(
        TestChromium.WIDE,
        "zh-CN",
        desk -> {
          signIn(desk, wen);
          desk.navigate(MONEY + "corrections");
          look(desk, "corrections-wide-zh");
          desk.getByText("更正余额", new Page.GetByTextOptions().setExact(true)).click();
          desk.locator("#email").fill("nobody@example.org");
          desk.locator("#amount").fill("20");
          desk.locator("#why").fill("上周重复扣款");
          button(desk, "提交申请").click();
          assertThat(desk.locator("[role=alert]")).containsText("没有人使用这个邮箱");
          assertThat(desk.locator("#why")).hasValue("上周重复扣款");
          look(desk, "correction-unfit-wide-zh");
          desk.locator("#email").fill(liu);
          button(desk, "提交申请").click();
          assertThat(desk.locator(".notice")).containsText("还需要第二位运营同意");
          assertThat(row(desk, "刘洋")).containsText("等待第二人");
          look(desk, "correction-waits-wide-zh");
        });
    chromium.visit(
        TestChromium.PHONE,
        "zh-CN",
        desk -> {
          signIn(desk, zhao);
          desk.navigate("/backoffice/approvals");
          look(desk, "approvals-phone-zh");
          var card = desk.locator(".card").filter(having("更正余额")).last();
          card.locator("button[value=true]").click();
          assertThat(desk.locator(".notice")).containsText("已批准");
          desk.navigate(MONEY + "corrections");
          assertThat(row(desk, "刘洋")).containsText("已完成");
          look(desk, "corrections-phone-zh");
        });
    chromium.visit(
        TestChromium.PHONE,
        "zh-CN",
        phone -> {
          signIn(phone, liu);
          phone.navigate("/my/wallet");
          assertThat(phone.locator("#available")).hasText("¥20.00");
          assertThat(phone.locator(".row-list").last()).containsText("人工更正");
        });
    org.assertj.core.api.Assertions.assertThat(messaging.recent(300, 0))
        .anyMatch(letter -> letter.email().equals(liu) && letter.text().contains("上周重复扣款"));
  }

  @Test
  void new_keys_ring_the_alarm_wait_and_count_only_with_a_second_yes() {
    chromium.visit(
        TestChromium.WIDE,
        "zh-CN",
        desk -> {
          signIn(desk, wen);
          desk.navigate(MONEY + "channels");
          look(desk, "channels-wide-zh");
          desk.navigate(MONEY + "channels/new/epay");
          desk.locator("#name-zh").fill("易支付备用");
          desk.locator("#name-en").fill("Spare epay");
          desk.locator("#f-gateway").fill("https://pay.example");
          desk.locator("#f-pid").fill("1001");
          desk.locator("#f-key").fill("first-secret");
          look(desk, "channel-new-wide-zh");
          button(desk, "添加").click();
          assertThat(desk).hasURL(Pattern.compile(".*/channels/[0-9a-f-]{36}"));
          desk.locator("#f-gateway").fill("https://pay2.example");
          desk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("修改").setExact(true))
              .click();
          assertThat(desk.locator(".alert-warning").first()).containsText("第二位运营同意之前不会生效");
          assertThat(desk.locator("body")).not().containsText("first-secret");
          look(desk, "channel-waits-wide-zh");
          var channel = desk.url();
          chromium.visit(
              TestChromium.PHONE,
              "zh-CN",
              other -> {
                signIn(other, zhao);
                other.navigate(channel);
                look(other, "channel-waits-phone-zh");
                button(other, "作为第二人同意").click();
                assertThat(other.locator(".notice")).containsText("已同意");
              });
          desk.reload();
          assertThat(desk.locator("main")).not().containsText("第二位运营同意之前不会生效");
          clock.forward(Duration.ofHours(25));
          // A day later the session is still there, and the change counts.
          desk.reload();
          assertThat(desk.locator(".alert-warning")).hasCount(0);
          // Nobody else's buyers are to be led to a gateway that does not exist.
          desk.navigate(MONEY + "channels");
          desk.locator(".card")
              .filter(having("易支付备用"))
              .locator("form[action$='/pause'] button")
              .first()
              .click();
        });
    org.assertj.core.api.Assertions.assertThat(subjects(zhao))
        .as("everyone who may change keys is told")
        .anyMatch(subject -> subject.contains("易支付备用"));
  }

  @Test
  void every_list_about_money_is_looked_at() {
    market.bought(market.offer(1, 990), 1);
    chromium.visit(
        TestChromium.WIDE,
        "zh-CN",
        desk -> {
          signIn(desk, wen);
          for (var tab : Tabs.ALL) {
            desk.navigate(MONEY + tab);
            look(desk, "money-" + tab + "-wide-zh");
          }
          desk.navigate(MONEY + "reconciliation");
          button(desk, "立即核对").click();
          assertThat(desk.locator(".notice")).containsText("核对完成");
          look(desk, "money-reconciled-wide-zh");
          desk.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
          for (var tab : List.of("charges", "reconciliation", "channels")) {
            desk.navigate(MONEY + tab);
            look(desk, "money-" + tab + "-wide-dark-zh");
          }
        });
    chromium.visit(
        TestChromium.PHONE,
        "zh-CN",
        phone -> {
          signIn(phone, wen);
          for (var tab : Tabs.ALL) {
            phone.navigate(MONEY + tab);
            look(phone, "money-" + tab + "-phone-zh");
          }
        });
  }

  @Test
  void a_merchant_sees_what_is_earned_and_moves_what_is_due() {
    var ming = "ming-" + UUID.randomUUID() + "@example.org";
    var offer = market.offer(person("小明", ming, Role.MERCHANT), 9, 10_000, Delivery.CARDS, 9);
    var where = new StringBuilder();
    chromium.visit(
        TestChromium.PHONE,
        "zh-CN",
        phone -> {
          signIn(phone, ming);
          phone.navigate("/workbench");
          phone.locator("a[href^='/workbench/shop-']").first().click();
          var desk = phone.url();
          phone.navigate(desk + "/money");
          look(phone, "merchant-money-empty-phone-zh");
          market.bought(offer, 1);
          phone.reload();
          assertThat(phone.locator(".tiles")).containsText("¥95.00");
          assertThat(phone.locator("form[action$='/money']")).hasCount(0);
          where.append(desk);
        });
    clock.forward(Duration.ofDays(8));
    chromium.visit(
        TestChromium.PHONE,
        "zh-CN",
        phone -> {
          signIn(phone, ming);
          phone.navigate(where + "/money");
          look(phone, "merchant-money-phone-zh");
          phone.locator("form[action$='/money'] button").click();
          assertThat(phone.locator(".notice")).containsText("已转入你的余额");
          phone.setViewportSize(TestChromium.WIDE, 900);
          look(phone, "merchant-money-wide-zh");
          phone.navigate("/my/wallet");
          assertThat(phone.locator("#available")).hasText("¥95.00");
        });
  }

  private static Locator row(Page page, String text) {
    return page.locator("tbody tr").filter(having(text)).first();
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private List<String> subjects(String email) {
    return messaging.recent(500, 0).stream()
        .filter(letter -> letter.email().equals(email))
        .map(SentLetter::subject)
        .toList();
  }

  private PersonId person(String name, String email, Role... roles) {
    var form = new SignUp(name, email, PASSWORD, Locale.CHINA, ZoneId.of("Asia/Shanghai"));
    return ((SignUp.Joined) identity.enrol(form, roles)).person().id();
  }
}
