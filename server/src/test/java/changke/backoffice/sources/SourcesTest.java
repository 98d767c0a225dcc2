package changke.backoffice.sources;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.activity.Source;
import changke.activity.Sources;
import changke.identity.Role;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class SourcesTest {

  private static final Pattern FRESH = Pattern.compile("id=\"fresh\">([^<]+)<");

  @Autowired TestBrowser.Maker browsers;
  @Autowired Sources sources;

  @Test
  void a_servers_key_is_told_once_and_works_until_it_is_ended() {
    var operator = browsers.member(Role.OPERATOR);
    var made = operator.post("/backoffice/sources", Map.of("name", "Warehouse", "kind", "server"));
    assertThat(made.statusCode()).isEqualTo(200);
    var found = FRESH.matcher(made.body());
    assertThat(found.find()).isTrue();
    var key = found.group(1);
    assertThat(key).startsWith("srv_");
    var source =
        sources.all().stream().filter(s -> s.name().equals("Warehouse")).findFirst().orElseThrow();
    var path = "/backoffice/sources/" + source.id();
    assertThat(operator.get(path).body())
        .doesNotContain(key)
        .contains(key.substring(key.length() - 4));
    var rotated = operator.post(path + "/rotate", Map.of());
    assertThat(rotated.body()).contains("id=\"fresh\"");
    assertThat(sources.keysOf(source.id())).hasSize(2);
    var old = sources.keysOf(source.id()).getLast();
    assertThat(old.retiresAt()).isPresent();
    assertThat(operator.post(path + "/keys/" + old.id() + "/revoke", Map.of()).statusCode())
        .isEqualTo(303);
    operator.post(path + "/close", Map.of());
    assertThat(sources.find(source.id()).orElseThrow().closed()).isTrue();
    operator.post(path + "/reopen", Map.of());
    assertThat(sources.find(source.id()).orElseThrow().closed()).isFalse();
  }

  @Test
  void who_has_no_right_to_settings_sees_no_keys() {
    assertThat(browsers.operatorWithoutRights().get("/backoffice/sources").statusCode())
        .isEqualTo(403);
  }

  @Test
  void the_signing_secret_of_a_site_is_shown_when_asked_for() {
    var operator = browsers.member(Role.OPERATOR);
    var site = sources.open("Blog", Source.Kind.BROWSER, false, false).source();
    var path = "/backoffice/sources/" + site.id();
    var secret = sources.signingSecret(site.id());
    assertThat(operator.get(path).body()).doesNotContain(secret);
    assertThat(operator.post(path + "/secret", Map.of()).body()).contains(secret);
  }
}
