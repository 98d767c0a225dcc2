package changke.messaging;

import changke.platform.Job;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
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
  PushDoor pushDoor(
      @Value("${changke.push.services:" + PushDoor.SERVICES + "}") List<String> hosts) {
    return new PushDoor(hosts);
  }

  @Bean
  Pushes pushes(
      PushRows rows,
      VapidKeys keys,
      PushDoor door,
      Clock clock,
      @Value("${changke.mail.from:changke@localhost}") String from) {
    return new Pushes(rows, keys, door::opensTo, "mailto:" + from, clock);
  }

  /// A file of the data folder, until a provider is put behind the contract.
  @Bean
  @ConditionalOnMissingBean
  TextMessages textMessages(@Value("${changke.data:var}") Path data) {
    return new FileTextMessages(data.resolve("text-messages.log"));
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
