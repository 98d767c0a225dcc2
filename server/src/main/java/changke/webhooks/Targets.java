package changke.webhooks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Which addresses may be told anything: https on the public internet. For development
/// `changke.webhooks.loopback` opens this very machine, there over http too.
@Component
class Targets {

  private static final int LONGEST = 500;

  private final boolean loopback;

  Targets(@Value("${changke.webhooks.loopback:false}") boolean loopback) {
    this.loopback = loopback;
  }

  /// What is wrong with an address as it is written; where its name leads is looked at with every
  /// try.
  Optional<Adding.Flaw> flaw(String url) {
    var uri = parsed(url);
    if (uri.isEmpty()) {
      return Optional.of(Adding.Flaw.ADDRESS);
    }
    var literal = literal(uri.get().getHost());
    if (literal.isPresent() && !allows(literal.get())) {
      return Optional.of(Adding.Flaw.NOT_PUBLIC);
    }
    var local = literal.map(InetAddress::isLoopbackAddress).orElse(false);
    return uri.get().getScheme().equalsIgnoreCase("https") || (loopback && local)
        ? Optional.empty()
        : Optional.of(Adding.Flaw.NOT_HTTPS);
  }

  /// The address to connect to. A name is resolved anew and its answer is what is connected to, so
  /// that a name which changes its mind in between gains nothing.
  InetAddress resolve(URI uri) throws IOException {
    var host = bare(uri.getHost());
    return Arrays.stream(InetAddress.getAllByName(host))
        .filter(this::allows)
        .filter(found -> uri.getScheme().equalsIgnoreCase("https") || found.isLoopbackAddress())
        .findFirst()
        .orElseThrow(NotPublic::new);
  }

  private boolean allows(InetAddress address) {
    return PublicAddress.is(address) || (loopback && address.isLoopbackAddress());
  }

  private static Optional<URI> parsed(String url) {
    try {
      var uri = new URI(url);
      var fits =
          url.length() <= LONGEST
              && uri.getScheme() != null
              && uri.getScheme().matches("(?i)https?")
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && uri.getPort() != 0
              && uri.getPort() <= 65_535;
      return fits ? Optional.of(uri) : Optional.empty();
    } catch (java.net.URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// The address when it is written in figures, in whichever of the old spellings.
  private static Optional<InetAddress> literal(String host) {
    var bare = bare(host);
    try {
      return Optional.of(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException notOne) {
      try {
        return Optional.of(java.net.Inet4Address.ofPosixLiteral(bare));
      } catch (IllegalArgumentException aName) {
        return Optional.empty();
      }
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /// The name leads nowhere public.
  static final class NotPublic extends IOException {
    NotPublic() {
      super("the name leads to no public address");
    }
  }
}
