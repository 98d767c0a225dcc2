package changke;

import static org.assertj.core.api.Assertions.fail;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/// A real browser on the running house: the machine's own Chromium. Without one a test is left out
/// with a notice, in continuous integration it fails.
@TestComponent
public final class TestChromium implements AutoCloseable {

  /// A telephone held upright, and a wide screen.
  public static final int PHONE = 360;

  public static final int WIDE = 1440;

  private static final double PATIENCE_MS = 30_000;

  private final Environment environment;
  private @Nullable Playwright playwright;
  private @Nullable Browser browser;

  TestChromium(Environment environment) {
    this.environment = environment;
  }

  /// A browser of one person, closed afterwards.
  public void visit(int width, String language, Consumer<Page> story) {
    visit(context(width, language), story);
  }

  /// The same without scripts.
  public void visitWithoutScripts(int width, String language, Consumer<Page> story) {
    visit(context(width, language).setJavaScriptEnabled(false), story);
  }

  private void visit(Browser.NewContextOptions options, Consumer<Page> story) {
    try (BrowserContext context = open().newContext(options)) {
      context.setDefaultTimeout(PATIENCE_MS);
      context.addCookies(List.of(new Cookie("consent", "yes").setUrl(options.baseURL)));
      var page = context.newPage();
      try {
        story.accept(page);
      } catch (RuntimeException | AssertionError e) {
        picture(page);
        throw e;
      }
    }
  }

  private Browser.NewContextOptions context(int width, String language) {
    return new Browser.NewContextOptions()
        .setBaseURL("http://127.0.0.1:" + environment.getProperty("local.server.port"))
        .setLocale(language)
        .setViewportSize(width, width == PHONE ? 740 : 900);
  }

  private synchronized Browser open() {
    if (browser != null) {
      return browser;
    }
    var chromium = chromium();
    if (chromium.isEmpty()) {
      var notice = "no chromium on the PATH: apt-get install -y chromium";
      if (System.getenv("CI") != null) {
        fail(notice);
      }
      System.err.println("Browser tests are left out: " + notice);
      Assumptions.abort(notice);
    }
    var started =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(chromium.orElseThrow())
            .setArgs(
                List.of(
                    "--no-sandbox",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-gpu",
                    "--no-first-run"));
    var launched = started.chromium().launch(options);
    playwright = started;
    browser = launched;
    return launched;
  }

  private static Optional<Path> chromium() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(":"))
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// What the page looked like when the story broke off.
  private static void picture(Page page) {
    try {
      var file = Path.of("target", "browser", page.title().replaceAll("\\W+", "-") + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
      System.err.println("The page at the break: " + file.toAbsolutePath() + " of " + page.url());
    } catch (RuntimeException e) {
      System.err.println("No picture of the page: " + e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    if (browser != null) {
      browser.close();
    }
    if (playwright != null) {
      playwright.close();
    }
  }
}
