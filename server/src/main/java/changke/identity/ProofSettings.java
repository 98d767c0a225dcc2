package changke.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `changke.proof.*`: above how many forms a minute (of all guests, in one process) a guest's
/// browser has to work for the next one: `doors` for signing in and up, `checkout` for placing an
/// order; 0 asks always, a negative number never. `bits` is how hard: each more doubles the work.
@ConfigurationProperties("changke.proof")
public record ProofSettings(
    @DefaultValue("600") int doors,
    @DefaultValue("60000") int checkout,
    @DefaultValue("17") int bits) {

  public ProofSettings {
    if (bits < 1 || bits > 28) {
      throw new IllegalArgumentException("changke.proof.bits is between 1 and 28");
    }
  }
}
