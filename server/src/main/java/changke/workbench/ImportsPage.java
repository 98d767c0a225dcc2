package changke.workbench;

import changke.catalog.Offer;
import changke.pages.Page;
import changke.shared.OfferId;
import changke.shared.Slice;
import changke.vault.ImportReport;
import java.util.Map;

record ImportsPage(Desk desk, Slice<ImportReport> reports, Map<OfferId, Offer> offers)
    implements Page {

  String title(ImportReport report, String language) {
    var offer = offers.get(report.offer());
    return offer == null ? "" : offer.title().in(language);
  }
}
