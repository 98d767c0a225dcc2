package changke.vault;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// `changke.vault.*`: how large a file may be that a merchant sells.
@ConfigurationProperties("changke.vault")
record VaultSettings(@DefaultValue("1GB") DataSize largestFile) {

  VaultSettings {
    if (largestFile.toBytes() < 1) {
      throw new IllegalArgumentException("changke.vault.largest-file: " + largestFile);
    }
  }
}
