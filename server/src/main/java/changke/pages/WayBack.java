package changke.pages;

import changke.identity.RefusedException.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Leads somebody who was refused to where it can be put right, and from there back.
final class WayBack {

  private WayBack() {}

  /// The address of the page that helps, with the way back in it; empty where nothing helps. What a
  /// form sent is not sent again: the way back is the page that the form was on.
  static Optional<String> of(Reason reason, HttpServletRequest request) {
    return switch (reason) {
      case SIGN_IN -> Optional.of("/sign-in?to=" + encoded(page(request)));
      case CONFIRM ->
          Optional.of(
              "/confirm?to="
                  + encoded(page(request))
                  + (request.getMethod().equals("GET") ? "" : "&form=true"));
      case NEVER, PROOF, TOKEN, SCOPE -> Optional.empty();
    };
  }

  private static String page(HttpServletRequest request) {
    var shown = request.getHeader("HX-Current-URL");
    if (shown != null) {
      return path(shown, request);
    }
    if (!request.getMethod().equals("GET")) {
      return path(request.getHeader("Referer"), request);
    }
    var query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  /// The path of an address of ours, else the front door.
  private static String path(@Nullable String address, HttpServletRequest request) {
    try {
      var uri = URI.create(address == null ? "" : address);
      var ours = uri.getAuthority() != null && uri.getAuthority().equals(request.getHeader("Host"));
      var query = uri.getRawQuery();
      return ours && uri.getRawPath() != null
          ? uri.getRawPath() + (query == null ? "" : "?" + query)
          : "/";
    } catch (IllegalArgumentException e) {
      return "/";
    }
  }

  private static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8);
  }
}
