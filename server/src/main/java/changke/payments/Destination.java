package changke.payments;

/// Where withdrawn money goes: the way (`alipay`, `bank`, …), the account and its holder.
public record Destination(String way, String account, String holder) {

  /// Enough to recognise it: the last four signs of the account.
  String shown() {
    var end = account.length() <= 4 ? account : account.substring(account.length() - 4);
    return way + " …" + end;
  }

  @Override
  public String toString() {
    return "Destination[" + way + "]";
  }
}
