package changke.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// An installation without an operator prints a link, valid once and for a day, that makes whoever
/// signs in with it the first one. A demo brings its own operator and needs none.
@Component
class FirstOperator {

  private static final Logger log = LoggerFactory.getLogger(FirstOperator.class);

  private final Identity identity;
  private final boolean demo;
  private final int port;

  FirstOperator(
      Identity identity,
      @Value("${changke.demo:false}") boolean demo,
      @Value("${server.port:8080}") int port) {
    this.identity = identity;
    this.demo = demo;
    this.port = port;
  }

  @EventListener(ApplicationReadyEvent.class)
  void invite() {
    if (!demo && !identity.hasOperator()) {
      log.info(
          "There is no operator yet: open http://localhost:{}/first-operator?token={} within a day.",
          port,
          identity.inviteFirstOperator());
    }
  }
}
