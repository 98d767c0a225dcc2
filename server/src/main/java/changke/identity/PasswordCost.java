package changke.identity;

/// What one try at a password costs whoever tries, in memory and in passes over it.
record PasswordCost(int kibibytes, int passes) {

  /// What OWASP's Password Storage Cheat Sheet names first: 19 MiB and two passes.
  static final PasswordCost DEAR = new PasswordCost(19_456, 2);
}
