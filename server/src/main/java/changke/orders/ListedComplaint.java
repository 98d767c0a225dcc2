package changke.orders;

import changke.shared.Money;
import changke.shared.Words;

/// A complaint with what a list says about its order. `contact` is masked for merchants.
public record ListedComplaint(
    Complaint complaint, String number, String contact, Words title, Money amount) {

  ListedComplaint masked() {
    return new ListedComplaint(complaint, number, MerchantOrder.masked(contact), title, amount);
  }
}
