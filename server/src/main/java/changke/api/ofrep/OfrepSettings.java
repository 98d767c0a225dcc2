package changke.api.ofrep;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `changke.ofrep.*`: how many questions a second are answered to a server's key, and to each
/// address that uses a public key. Twice as many may come at once.
@ConfigurationProperties("changke.ofrep")
record OfrepSettings(
    @DefaultValue("5000") int serverPerSecond, @DefaultValue("50") int browserPerSecond) {

  OfrepSettings {
    if (serverPerSecond < 1 || browserPerSecond < 1) {
      throw new IllegalArgumentException("changke.ofrep: at least one a second");
    }
  }
}
