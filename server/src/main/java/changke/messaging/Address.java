package changke.messaging;

/// Where one delivery goes: a mail address, the id of a browser's subscription, a telephone number;
/// nothing for the inbox.
record Address(Channel channel, String value) {

  @Override
  public String toString() {
    return "Address[" + channel + "]";
  }
}
