package changke.payments;

/// What became of an operator's decision about a withdrawal.
public sealed interface Approving {

  record Done() implements Approving {}

  /// Approved by one; above the limit a second person has to.
  record OneMore() implements Approving {}

  /// Nobody approves their own money, or approves twice.
  record NotYou() implements Approving {}

  /// It has moved on meanwhile.
  record NotOpen() implements Approving {}
}
