package changke.webhooks;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookJobs {

  @Bean
  Job sendWebhooks(Webhooks webhooks) {
    return Job.every("webhooks.send", Duration.ofSeconds(1), webhooks::sendDue);
  }

  @Bean
  Job forgetWebhooks(Webhooks webhooks) {
    return Job.every("webhooks.forget-old", Duration.ofHours(6), webhooks::forgetOld);
  }
}
