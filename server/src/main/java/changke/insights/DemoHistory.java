package changke.insights;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/// A real shop's history for the demo: Online Retail, its dates moved ahead by whole weeks, so that
/// it ends within the last seven days and weekdays stay what they were.
@Component
public class DemoHistory {

  private static final Logger log = LoggerFactory.getLogger(DemoHistory.class);
  private static final String NAME = "Online Retail";
  private static final String ATTRIBUTION =
      "Online Retail, UCI Machine Learning Repository, donated by Daqing Chen, CC BY 4.0.";
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final LocalDate LAST_DAY = LocalDate.of(2011, 12, 9);
  private static final String FILE = "demo/online-retail/online-retail.csv.gz";
  private static final String MAPPING =
      "person=CustomerID,time=InvoiceDate,order=InvoiceNo,quantity=Quantity,price=UnitPrice,"
          + "item=StockCode,name=Description,country=Country";

  private final Insights insights;
  private final Clock clock;
  private final boolean wanted;

  DemoHistory(
      Insights insights,
      Clock clock,
      @Value("${changke.demo:true}") boolean demo,
      @Value("${changke.embedded:false}") boolean embedded) {
    this.insights = insights;
    this.clock = clock;
    this.wanted = demo && embedded;
  }

  @Async
  @EventListener(ApplicationReadyEvent.class)
  void afterReadiness() throws IOException {
    if (wanted) {
      load();
    }
  }

  /// Brings the history in, once; the import itself runs in the background. A history that was
  /// brought in and removed comes back with the next start.
  public void load() throws IOException {
    if (insights.isNamed(NAME)) {
      return;
    }
    var yesterday = LocalDate.now(clock.withZone(LONDON)).minusDays(1);
    var weeks = Math.max(0, ChronoUnit.WEEKS.between(LAST_DAY, yesterday));
    var guessed = HistoryFormat.guessed(LONDON, Currency.getInstance("GBP"));
    var format = guessed.mapped(HistoryMapping.parse(MAPPING)).shifted(Math.toIntExact(7 * weeks));
    try (var in = new ClassPathResource(FILE).getInputStream()) {
      var draft = insights.upload(null, NAME, ATTRIBUTION, "online-retail.csv.gz", in, format);
      insights.confirm(draft, format);
    }
    log.info("the demo history waits for its import");
  }
}
