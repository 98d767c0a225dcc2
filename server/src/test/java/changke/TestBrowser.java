package changke;

import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;

/// Somebody with a browser: cookies are kept, forms carry their token, redirects are not followed.
public final class TestBrowser {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient client;
  private final CookieManager cookies;
  private final String house;
  private final Map<String, String> headers = new TreeMap<>();

  private TestBrowser(HttpClient client, CookieManager cookies, String house) {
    this.client = client;
    this.cookies = cookies;
    this.house = house;
  }

  /// The same browser; from now on it sends this with every request.
  public TestBrowser with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /// The same browser after it forgot a cookie.
  public TestBrowser without(String name) {
    var store = cookies.getCookieStore();
    store.getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .toList()
        .forEach(cookie -> store.remove(URI.create(house), cookie));
    return this;
  }

  /// The value of a cookie that this browser holds; empty when it has none like it.
  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  /// A program that shows this token.
  public TestBrowser withBearer(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /// A guest's browser on a house at any address.
  public static TestBrowser at(String house) {
    var cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    cookies.getCookieStore().add(URI.create(house), consent());
    var client =
        HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    return new TestBrowser(client, cookies, house);
  }

  /// Browsers of tests may be followed, unless a test says otherwise.
  private static HttpCookie consent() {
    var given = new HttpCookie("consent", "yes");
    given.setPath("/");
    given.setVersion(0);
    return given;
  }

  /// The same browser, with its cookies, on another process of the house.
  public TestBrowser on(String otherHouse) {
    return new TestBrowser(client, cookies, otherHouse);
  }

  public HttpResponse<String> get(String path) {
    return exchange(request(path).GET().build());
  }

  /// Sends a form with the token of the sign-in page.
  public HttpResponse<String> post(String path, Map<String, String> fields) {
    var form =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return exchange(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-XSRF-TOKEN", token())
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  public HttpResponse<String> send(HttpMethod method, String path) {
    return method.equals(HttpMethod.GET)
        ? get(path)
        : exchange(
            request(path)
                .header("X-XSRF-TOKEN", token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method.name(), HttpRequest.BodyPublishers.noBody())
                .build());
  }

  public HttpResponse<String> sendWithoutToken(HttpMethod method, String path) {
    return exchange(
        request(path).method(method.name(), HttpRequest.BodyPublishers.noBody()).build());
  }

  private String token() {
    var found = TOKEN.matcher(get("/sign-in").body());
    if (!found.find()) {
      throw new IllegalStateException("the sign-in page has no token");
    }
    return found.group(1);
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(house + path)).header("Accept", "text/html");
    headers.forEach(request::setHeader);
    return request;
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri() + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Makes browsers, signed in or not.
  @TestComponent
  public static final class Maker {

    private static final String PASSWORD = "a door left ajar";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Identity identity;
    private final Environment environment;

    Maker(Identity identity, Environment environment) {
      this.identity = identity;
      this.environment = environment;
    }

    public TestBrowser guest() {
      return at("http://127.0.0.1:" + environment.getProperty("local.server.port"));
    }

    public TestBrowser member(Role... roles) {
      var email = "person" + NUMBER.incrementAndGet() + "@example.org";
      identity.enrol(
          new SignUp("Lin", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai")), roles);
      return signedIn(email, PASSWORD);
    }

    /// An operator who may look and nothing else.
    public TestBrowser operatorWithoutRights() {
      var email = "person" + NUMBER.incrementAndGet() + "@example.org";
      var joined =
          identity.enrol(
              new SignUp("Lin", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai")));
      identity.grant(((SignUp.Joined) joined).person().id(), Role.OPERATOR);
      return signedIn(email, PASSWORD);
    }

    public TestBrowser signedIn(String email, String password) {
      var browser = guest();
      var answer = browser.post("/sign-in", Map.of("email", email, "password", password));
      if (answer.statusCode() != 303) {
        throw new IllegalStateException("sign-in answered " + answer.statusCode());
      }
      return browser;
    }
  }
}
