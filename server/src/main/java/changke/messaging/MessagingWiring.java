package changke.messaging;

import changke.platform.Job;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

@Configuration(proxyBeanMethods = false)
class MessagingWiring {

  /// SMTP where `spring.mail.host` names a server; else letters stay in the development mailbox,
  /// which is the delivery log itself.
  @Bean
  Post post(
      ObjectProvider<JavaMailSender> sender,
      @Value("${changke.mail.from:changke@localhost}") String from) {
    var smtp = sender.getIfAvailable();
    return smtp == null ? (id, email, letter) -> {} : new Smtp(smtp, from);
  }

  @Bean
  Job sendLetters(Messaging messaging) {
    return Job.every("messaging.send-letters", Duration.ofSeconds(1), messaging::sendAllDue);
  }

  @Bean
  Job forgetLetters(Messaging messaging) {
    return Job.every("messaging.forget-old-letters", Duration.ofHours(6), messaging::forgetOld);
  }

  @Bean
  Job releaseMessages(Deciding deciding) {
    return Job.every("messaging.release-held", Duration.ofSeconds(10), deciding::releaseDue);
  }

  @Bean
  Job sendMessages(Deliveries deliveries) {
    return Job.every("messaging.send-messages", Duration.ofSeconds(1), deliveries::sendAllDue);
  }
}
