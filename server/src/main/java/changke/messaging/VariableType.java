package changke.messaging;

import changke.shared.Money;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;

/// How a variable is written down, and how it reads in a letter.
public enum VariableType {
  /// One line of at most 500 characters.
  TEXT {
    @Override
    String read(String value, Reader reader) {
      if (value.isBlank() || value.length() > 500) {
        throw new IllegalArgumentException("no text");
      }
      // A subject is one line: nobody's name can add a header.
      return value.replaceAll("[\\r\\n]+", " ");
    }
  },
  /// A whole number: `1200`.
  NUMBER {
    @Override
    String read(String value, Reader reader) {
      return NumberFormat.getIntegerInstance(reader.language()).format(Long.parseLong(value));
    }
  },
  /// An amount with its currency: `9.90 CNY`.
  MONEY {
    @Override
    String read(String value, Reader reader) {
      var parts = value.split(" ", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException("no money");
      }
      try {
        var money = Money.parse(parts[0], Currency.getInstance(parts[1]));
        var format =
            NumberFormat.getCurrencyInstance(
                reader.language().getLanguage().equals("zh") ? Locale.CHINA : Locale.US);
        format.setCurrency(money.currency());
        format.setMinimumFractionDigits(money.currency().getDefaultFractionDigits());
        return format.format(money.major());
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(e);
      }
    }
  },
  /// A local day: `2026-11-23`.
  DAY {
    @Override
    String read(String value, Reader reader) {
      return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
          .withLocale(reader.language())
          .format(LocalDate.parse(value));
    }
  },
  /// A moment: `2026-11-23T08:00:00Z`; read in the person's own zone.
  TIME {
    @Override
    String read(String value, Reader reader) {
      return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
          .withLocale(reader.language())
          .format(Instant.parse(value).atZone(reader.zone()));
    }
  },
  /// A path of the house: `/my/points`.
  LINK {
    @Override
    String read(String value, Reader reader) {
      if (!value.startsWith("/")
          || value.startsWith("//")
          || value.length() > 500
          || value.chars().anyMatch(c -> c <= ' ' || c >= 127 || c == '\\')) {
        throw new IllegalArgumentException("no path of ours");
      }
      return reader.house() + value;
    }
  };

  /// Who reads: the language, the zone, and the address of the house in front of paths.
  record Reader(Locale language, ZoneId zone, String house) {}

  /// The value as it stands in a letter; one that is written otherwise is an
  /// [IllegalArgumentException].
  abstract String read(String value, Reader reader);

  /// Whether a value is written as this type wants it.
  public boolean takes(String value) {
    try {
      read(value, new Reader(Locale.ENGLISH, ZoneId.of("UTC"), ""));
      return true;
    } catch (IllegalArgumentException | DateTimeException e) {
      return false;
    }
  }

  /// A value of this type, to look at a template with.
  String sample() {
    return switch (this) {
      case TEXT -> "…";
      case NUMBER -> "120";
      case MONEY -> "9.90 CNY";
      case DAY -> "2026-12-31";
      case TIME -> "2026-12-31T08:00:00Z";
      case LINK -> "/my";
    };
  }
}
