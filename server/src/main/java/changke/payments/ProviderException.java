package changke.payments;

/// A provider did not answer, or answered something that is no answer.
class ProviderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ProviderException(String message) {
    super(message);
  }

  ProviderException(String message, Throwable cause) {
    super(message, cause);
  }
}
