package changke.pages;

import changke.identity.Visitor;
import changke.shared.Money;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What every template may ask: who looks, in which language and zone, how to write numbers and
/// dates, where static files are, and the token that forms carry.
public final class Frame {

  private static final Pattern ONWARD = Pattern.compile("[?&]to=([A-Za-z0-9%._*+-]+)");

  private final Words words;
  private final UnaryOperator<String> assets;
  private final Visitor visitor;
  private final Locale language;
  private final ZoneId zone;
  private final String path;
  private final String csrfName;
  private final String csrfToken;
  private final @Nullable String notice;

  Frame(
      Words words,
      UnaryOperator<String> assets,
      Visitor visitor,
      Locale language,
      ZoneId zone,
      String path,
      String csrfName,
      String csrfToken,
      @Nullable String notice) {
    this.words = words;
    this.assets = assets;
    this.visitor = visitor;
    this.language = language;
    this.zone = zone;
    this.path = path;
    this.csrfName = csrfName;
    this.csrfToken = csrfToken;
    this.notice = notice;
  }

  /// The sentence behind the key, in the reader's language.
  public String say(String key, Object... parameters) {
    return words.say(language, key, parameters);
  }

  /// Words that people wrote in both languages, in the reader's.
  public String read(changke.shared.Words words) {
    return words.in(language.getLanguage());
  }

  public Visitor visitor() {
    return visitor;
  }

  public Locale language() {
    return language;
  }

  public boolean chinese() {
    return language.getLanguage().equals("zh");
  }

  public ZoneId zone() {
    return zone;
  }

  /// Path and query of the present page, to come back to.
  public String path() {
    return path;
  }

  /// The present page as a parameter of another page's address. A page on the way in is not come
  /// back to: where it leads is.
  public String here() {
    if (Stream.of("/sign-in", "/sign-up", "/confirm", "/recover").noneMatch(this::at)) {
      return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
    var onward = ONWARD.matcher(path);
    return onward.find() ? onward.group(1) : "%2F";
  }

  public boolean at(String prefix) {
    return path.equals(prefix) || path.startsWith(prefix + "/") || path.startsWith(prefix + "?");
  }

  /// The address of a static file with its version in it, so that browsers may keep it.
  public String asset(String file) {
    return assets.apply(file);
  }

  public String csrfName() {
    return csrfName;
  }

  public String csrfToken() {
    return csrfToken;
  }

  /// The key of what the last form had to say, shown once.
  public @Nullable String notice() {
    return notice != null && words.knows(notice) ? notice : null;
  }

  /// `¥9.90` or `CN¥9.90`: money always with its currency, in the reader's locale.
  public String money(Money amount) {
    var format =
        NumberFormat.getCurrencyInstance(
            language.getLanguage().equals("zh") ? Locale.CHINA : Locale.US);
    format.setCurrency(amount.currency());
    format.setMinimumFractionDigits(amount.currency().getDefaultFractionDigits());
    return format.format(amount.major());
  }

  public String number(long value) {
    return NumberFormat.getIntegerInstance(language).format(value);
  }

  public String percent(double share) {
    var format = NumberFormat.getPercentInstance(language);
    format.setMaximumFractionDigits(1);
    return format.format(share);
  }

  public String day(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(language).format(day);
  }

  public String time(Instant instant) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(language)
        .format(instant.atZone(zone));
  }
}
