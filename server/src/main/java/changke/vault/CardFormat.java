package changke.vault;

/// How cards are written down.
public enum CardFormat {
  /// One card a line, the whole line.
  LINES,
  /// RFC 4180 with comma, semicolon or tab. With a header naming `card` (also key, code, 卡密) and
  /// perhaps `label` (标签) and `expires` (有效期, a date); without one there is one column.
  CSV
}
