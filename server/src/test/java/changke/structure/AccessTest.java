package changke.structure;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.identity.AccessGuard;
import changke.identity.Role;
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

  private record Endpoint(HttpMethod method, String path, Who who, String name) {

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
    var failures = new ArrayList<String>();
    for (var endpoint : endpoints()) {
      callers.forEach((caller, browser) -> {
        var answer = browser.send(endpoint.method(), endpoint.path());
        var status = answer.statusCode();
        var toSignIn = answer.headers().firstValue("Location").orElse("").startsWith("/sign-in");
        var refused = status == 401 || status == 403 || (status == 303 && toSignIn);
        var may =
            endpoint.who() == Who.EVERYONE
                || caller == endpoint.who()
                || (endpoint.who() == Who.MEMBER && caller != Who.EVERYONE);
        if (status >= 500 || (!may && !refused)) {
          failures.add(caller + " " + endpoint + " → " + status);
        }
      });
    }
    assertThat(failures).isEmpty();
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
          var who = AccessGuard.allowed(handler.getBeanType(), handler.getMethod()).orElseThrow();
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
                        who,
                        handler.getShortLogMessage()));
              }
            }
          }
        });
    return endpoints;
  }
}
