package changke.vault;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VaultJobs {

  @Bean
  Job releaseLapsedHolds(Vault vault) {
    return Job.every("vault.release-lapsed-holds", Duration.ofSeconds(5), vault::releaseLapsed);
  }

  @Bean
  Job forgetUnfinishedImports(Stocking stocking) {
    return Job.every(
        "vault.forget-unfinished-imports", Duration.ofHours(1), stocking::forgetUnfinished);
  }

  @Bean
  Job rotateKeys(KeyRotation rotation) {
    return Job.every("vault.rotate-keys", Duration.ofHours(6), rotation::rotate);
  }

  @Bean
  Job forgetUnusedFiles(FileVault files) {
    return Job.every("vault.forget-unused-files", Duration.ofHours(1), files::forgetUnused);
  }

  @Bean
  Job expireCards(Vault vault) {
    return Job.every("vault.expire-cards", Duration.ofMinutes(5), vault::expire);
  }
}
