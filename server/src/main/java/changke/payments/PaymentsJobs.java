package changke.payments;

import changke.platform.Job;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PaymentSettings.class)
class PaymentsJobs {

  @Bean
  Job paymentsPoll(Payments payments) {
    return Job.every("payments.poll", Duration.ofSeconds(5), payments::poll);
  }

  @Bean
  Job paymentsRefunds(Payments payments) {
    return Job.every("payments.refunds", Duration.ofSeconds(10), payments::workOnRefunds);
  }

  @Bean
  Job paymentsForgetRefused(Payments payments) {
    return Job.daily(
        "payments.forget-refused", LocalTime.of(4, 5), ZoneOffset.UTC, payments::forgetRefused);
  }

  @Bean
  Job paymentsWithdrawals(Withdrawals withdrawals) {
    return Job.every("payments.withdrawals", Duration.ofSeconds(10), withdrawals::work);
  }

  @Bean
  Job paymentsReconcile(Reconciliations reconciliations, PaymentSettings settings) {
    return Job.daily(
        "payments.reconcile", LocalTime.of(5, 20), settings.zone(), reconciliations::yesterday);
  }
}
