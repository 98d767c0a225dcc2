package changke.structure;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.identity.AccessGuard;
import changke.identity.Allowed;
import changke.identity.Role;
import changke.identity.Sessions;
import changke.identity.Who;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every endpoint names who may call it, and a walk through all of them as everyone else is
/// refused.
@HouseTest
class AccessTest {

  private static final Set<String> MACHINES = Set.of("/api/", "/v1/", "/ofrep/");

  @Autowired
  @org.springframework.beans.factory.annotation.Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mapping;

  @Autowired TestBrowser.Maker browsers;
  @Autowired TestClock clock;

  private record Endpoint(HttpMethod method, String path, Allowed rule, String name) {

    Who who() {
      return rule.value();
    }

    boolean isForMachines() {
      return MACHINES.stream().anyMatch(path::startsWith);
    }
  }

  @Test
  void every_endpoint_names_who_may_call_it() {
    assertThat(ours().entrySet())
        .filteredOn(entry ->
            AccessGuard.allowed(entry.getValue().getBeanType(), entry.getValue().getMethod())
                .isEmpty())
        .isEmpty();
  }

  @Test
  void everyone_else_is_refused_and_nobody_breaks_it() {
    var callers = new LinkedHashMap<Who, TestBrowser>();
    callers.put(Who.EVERYONE, browsers.guest());
    callers.put(Who.MEMBER, browsers.member());
    callers.put(Who.MERCHANT, browsers.member(Role.MERCHANT));
    callers.put(Who.OPERATOR, browsers.member(Role.OPERATOR));
    callers.put(Who.PROGRAM, browsers.guest().withBearer("ck_" + "x".repeat(43)));
    var failures = new ArrayList<String>();
    for (var endpoint : endpoints()) {
      callers.forEach((caller, browser) -> {
        var answer = browser.send(endpoint.method(), endpoint.path());
        var status = answer.statusCode();
        var toSignIn = answer.headers().firstValue("Location").orElse("").startsWith("/sign-in");
        var refused = status == 401 || status == 403 || (status == 303 && toSignIn);
        var may =
            switch (endpoint.who()) {
              case EVERYONE -> true;
              case PROGRAM -> false;
              case MEMBER -> caller != Who.EVERYONE && caller != Who.PROGRAM;
              case MERCHANT, OPERATOR -> caller == endpoint.who();
            };
        if (status >= 500 || (!may && !refused)) {
          failures.add(caller + " " + endpoint + " → " + status);
        }
      });
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void a_right_is_needed_beside_the_role() {
    var operator = browsers.operatorWithoutRights();
    var failures = new ArrayList<String>();
    for (var endpoint : endpoints()) {
      if (endpoint.rule().right().length > 0) {
        var status = operator.send(endpoint.method(), endpoint.path()).statusCode();
        if (status != 403 || endpoint.who() != Who.OPERATOR) {
          failures.add(endpoint + " → " + status);
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void what_is_dangerous_asks_again_after_a_while() {
    var callers =
        Map.of(
            Who.MEMBER, browsers.member(),
            Who.MERCHANT, browsers.member(Role.MERCHANT),
            Who.OPERATOR, browsers.member(Role.OPERATOR));
    var nobody = browsers.guest();
    clock.forward(Sessions.FRESH.plusSeconds(1));
    var failures = new ArrayList<String>();
    var fresh = endpoints().stream().filter(endpoint -> endpoint.rule().fresh()).toList();
    assertThat(fresh).isNotEmpty();
    for (var endpoint : fresh) {
      var caller = callers.getOrDefault(endpoint.who(), nobody);
      var answer = caller.send(endpoint.method(), endpoint.path());
      var led = answer.headers().firstValue("Location").orElse("");
      if (answer.statusCode() != 303 || !led.startsWith("/confirm?to=")) {
        failures.add(endpoint + " → " + answer.statusCode() + " " + led);
      }
    }
    assertThat(failures).isEmpty();
  }

  /// Those paths take no form token, so a cookie must open nothing there.
  @Test
  void programs_bring_tokens_and_nothing_for_programs_trusts_a_cookie() {
    assertThat(endpoints())
        .filteredOn(Endpoint::isForMachines)
        .allMatch(one -> one.who() == Who.EVERYONE || one.who() == Who.PROGRAM);
    assertThat(endpoints())
        .filteredOn(one -> one.who() == Who.PROGRAM)
        .isNotEmpty()
        .allMatch(one -> one.isForMachines() && one.rule().scope().length > 0);
  }

  @Test
  void a_form_without_its_token_is_refused() {
    var member = browsers.member(Role.OPERATOR);
    var failures = new ArrayList<String>();
    for (var endpoint : endpoints()) {
      if (!endpoint.method().equals(HttpMethod.GET)
          && !endpoint.isForMachines()
          && !endpoint.path().equals("/error")) {
        var status = member.sendWithoutToken(endpoint.method(), endpoint.path()).statusCode();
        if (status != 403) {
          failures.add(endpoint + " → " + status);
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  private Map<RequestMappingInfo, HandlerMethod> ours() {
    var ours = new LinkedHashMap<RequestMappingInfo, HandlerMethod>();
    mapping
        .getHandlerMethods()
        .forEach((info, method) -> {
          if (method.getBeanType().getName().startsWith("changke.")) {
            ours.put(info, method);
          }
        });
    return ours;
  }

  private List<Endpoint> endpoints() {
    var endpoints = new ArrayList<Endpoint>();
    ours()
        .forEach((info, handler) -> {
          var rule = AccessGuard.allowed(handler.getBeanType(), handler.getMethod()).orElseThrow();
          var methods = info.getMethodsCondition().getMethods();
          for (var pattern : info.getPatternValues()) {
            var path =
                pattern
                    .replaceAll("\\{[^}]+}", "00000000-0000-7000-8000-000000000000")
                    .replace("**", "x");
            for (var method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
              if (!path.equals("/sign-out")) {
                endpoints.add(
                    new Endpoint(
                        HttpMethod.valueOf(method.name()),
                        path,
                        rule,
                        handler.getShortLogMessage()));
              }
            }
          }
        });
    return endpoints;
  }
}
