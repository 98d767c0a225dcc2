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
}
