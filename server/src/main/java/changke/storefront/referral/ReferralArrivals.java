package changke.storefront.referral;

import changke.engine.genuine.Identity.Kind;
import changke.identity.Person;
import changke.identity.Sessions;
import changke.rewards.Referrals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// When a member comes with somebody's code, the referral begins and the code is forgotten. What a
/// member uses at checkout is noted as a fingerprint, so that rings can be seen.
@Configuration(proxyBeanMethods = false)
class ReferralArrivals implements HandlerInterceptor, WebMvcConfigurer {

  private final Referrals referrals;
  private final ReferralCookie cookie;
  private final Sessions sessions;

  ReferralArrivals(Referrals referrals, ReferralCookie cookie, Sessions sessions) {
    this.referrals = referrals;
    this.cookie = cookie;
    this.sessions = sessions;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(this)
        .addPathPatterns("/", "/my/**", "/o/**", "/cart", "/checkout", "/play/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    var pays = request.getMethod().equals("POST") && request.getRequestURI().equals("/checkout");
    var code = cookie.code(request);
    if (pays || code.isPresent()) {
      sessions
          .visitor(request)
          .member()
          .ifPresent(person -> {
            code.ifPresent(c -> {
              referrals.attribute(person, c, cookie.region());
              cookie.forget(response);
            });
            note(person, request);
          });
    }
    return true;
  }

  private void note(Person person, HttpServletRequest request) {
    cookie.device(request).ifPresent(d -> referrals.seen(person.id(), Kind.DEVICE, d));
    referrals.seen(person.id(), Kind.ADDRESS, request.getRemoteAddr());
  }
}
