package changke.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.filter.OncePerRequestFilter;

/// One address gets a bucket of requests that refills steadily; past it the answer is 429 with
/// Retry-After. The buckets are this process's own and bounded: the longest silent is forgotten.
///
/// A payment provider speaks for all of its buyers from a few addresses, and a rush is when its
/// notifications must not be turned away: those have a bucket of their own, ten times as large.
final class AddressLimit extends OncePerRequestFilter {

  private static final int ADDRESSES = 20_000;
  private static final int PROVIDERS_FACTOR = 10;

  private record Bucket(double left, long atNanos) {}

  private final PageSettings settings;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > ADDRESSES;
        }
      };

  AddressLimit(PageSettings settings) {
    this.settings = settings;
  }

  /// Collection of behaviour and questions about flags have limits of their own: many people's come
  /// from one address.
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    var path = request.getRequestURI();
    return path.startsWith("/v1/") || path.startsWith("/ofrep/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var path = request.getRequestURI();
    var provider = path.startsWith("/api/pay/") || path.startsWith("/api/cashier/");
    if (take(request.getRemoteAddr(), provider, System.nanoTime())) {
      chain.doFilter(request, response);
    } else {
      response.setHeader("Retry-After", "2");
      response.sendError(429);
    }
  }

  boolean take(String address, boolean provider, long now) {
    var factor = provider ? PROVIDERS_FACTOR : 1;
    var burst = (double) settings.burst() * factor;
    var perSecond = (double) settings.requestsPerSecond() * factor;
    var key = provider ? "provider " + address : address;
    synchronized (buckets) {
      var bucket = buckets.getOrDefault(key, new Bucket(burst, now));
      var refilled = Math.min(burst, bucket.left() + (now - bucket.atNanos()) / 1e9 * perSecond);
      var allowed = refilled >= 1;
      buckets.put(key, new Bucket(allowed ? refilled - 1 : refilled, now));
      return allowed;
    }
  }
}
