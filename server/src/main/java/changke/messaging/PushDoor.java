package changke.messaging;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/// Where pushes may go: an endpoint is an address that a browser told us, so it is never believed.
/// Only `https`, only its usual port, only the services that browsers really use: no name that
/// somebody else controls can lead into our own network, whatever it resolves to.
record PushDoor(List<String> hosts) {

  static final String SERVICES =
      "fcm.googleapis.com,.push.services.mozilla.com,.notify.windows.com,.push.apple.com";

  private static final int LONGEST = 2000;

  boolean opensTo(URI endpoint) {
    var host = endpoint.getHost();
    if (host == null
        || !"https".equals(endpoint.getScheme())
        || endpoint.getUserInfo() != null
        || endpoint.getPort() != -1
        || endpoint.toString().length() > LONGEST) {
      return false;
    }
    var small = host.toLowerCase(Locale.ROOT);
    return hosts.stream()
        .anyMatch(known -> known.startsWith(".") ? small.endsWith(known) : small.equals(known));
  }
}
