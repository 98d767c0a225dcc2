package changke.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/// The doors of the house: forms carry a token, pages run no foreign script, sessions are made by
/// signing in and by nothing else. Who may see what is said at each controller.
@Configuration(proxyBeanMethods = false)
class Doors {

  /// Paths that programs call: they bring keys or signatures of their own instead of a form token.
  private static final String[] MACHINES = {"/api/**", "/v1/**", "/ofrep/**"};

  @Bean
  SecurityFilterChain formsAndHeaders(
      HttpSecurity security, PageSettings settings, ObjectProvider<FormOrigins> gateways)
      throws Exception {
    var content = new ContentPolicy(policy(settings), gateways);
    var tokens = new CookieCsrfTokenRepository();
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
    return security
        .csrf(csrf ->
            csrf.csrfTokenRepository(tokens)
                .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                .ignoringRequestMatchers(MACHINES))
        .headers(headers ->
            headers
                .addHeaderWriter((request, response) ->
                    response.setHeader("Content-Security-Policy", content.text()))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                    permissions -> permissions.policy("camera=(), microphone=(), geolocation=()")))
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .anonymous(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .addFilterBefore(new AddressLimit(settings), AuthorizationFilter.class)
        .build();
  }

  /// Nobody signs in through Spring Security's own forms.
  @Bean
  AuthenticationManager nobody() {
    return authentication -> {
      throw new BadCredentialsException("sign in on the page");
    };
  }

  /// Measures of every single filter of the chain cost a tenth of a request; requests themselves
  /// are measured all the same.
  @Bean
  static SecurityObservationSettings noMeasuresOfFilters() {
    return SecurityObservationSettings.noObservations();
  }

  private static String policy(PageSettings settings) {
    var forms = Stream.concat(Stream.of("'self'"), settings.formOrigins().stream());
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
        + " connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none';"
        + " form-action "
        + forms.collect(Collectors.joining(" "));
  }

  /// The headers that even an answer made outside the chain carries.
  static void guard(HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self';"
            + " frame-ancestors 'none'; base-uri 'none'");
  }
}
