package changke.activity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class PageViewTest {

  @Autowired Environment environment;
  @Autowired PageViews views;
  @Autowired Journal journal;
  @Autowired JdbcClient jdbc;

  private HttpResponse<String> get(String agent, String... headers)
      throws IOException, InterruptedException {
    var port = environment.getProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sign-in?to=/secret"))
            .header("Accept", "text/html")
            .header("User-Agent", agent);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private long viewsOf(String visitor) {
    views.stop();
    views.start();
    journal.sequenceAll();
    return jdbc.sql(
            "SELECT count(*) FROM activity.event WHERE visitor = ?::uuid AND body #>> '{properties,path}' = '/sign-in'")
        .param(visitor)
        .query(Long.class)
        .single();
  }

  @Test
  void a_page_is_noted_under_the_pseudonym_of_the_browser() throws Exception {
    var first = get("Mozilla/5.0", "Cookie", "consent=yes");
    var cookie =
        first.headers().allValues("Set-Cookie").stream()
            .filter(c -> c.startsWith("visitor="))
            .findFirst()
            .orElseThrow();
    var visitor = cookie.substring("visitor=".length(), cookie.indexOf(';'));
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax");
    get("Mozilla/5.0", "Cookie", "consent=yes; visitor=" + visitor);
    assertThat(viewsOf(visitor)).isEqualTo(2);
  }

  @Test
  void who_was_not_asked_or_said_no_leaves_no_trace() throws Exception {
    var visitor = "00000000-0000-7000-8000-00000000dd02";
    for (var cookies : new String[] {"", "consent=no; ", "consent=; ", "consent=YES; "}) {
      var answer = get("Mozilla/5.0", "Cookie", cookies + "visitor=" + visitor);
      assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("visitor="));
    }
    assertThat(viewsOf(visitor)).isZero();
  }

  @Test
  void who_asks_not_to_be_followed_is_not() throws Exception {
    var visitor = "00000000-0000-7000-8000-00000000dd01";
    for (var header : new String[] {"DNT", "Sec-GPC"}) {
      var answer = get("Mozilla/5.0", header, "1", "Cookie", "consent=yes; visitor=" + visitor);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("visitor="));
    }
    get("Googlebot/2.1", "Cookie", "consent=yes; visitor=" + visitor);
    assertThat(viewsOf(visitor)).isZero();
  }
}
