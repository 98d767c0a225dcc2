package changke.identity;

import changke.platform.AesGcm;
import changke.platform.Fingerprints;
import changke.platform.Keys;
import changke.shared.PersonId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// An authenticator app beside the password, and recovery codes for the day it is lost.
@Component
public class SecondFactor {

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int TRIES = 10;
  private static final int CODES = 10;
  private static final int CODE_BYTES = 10;
  private static final String ISSUER = "Changke";

  private final SecondFactorRows rows;
  private final Letters letters;
  private final Throttle throttle;
  private final Audit audit;
  private final Clock clock;
  private final AesGcm seal;
  private final byte[] codeKey;

  SecondFactor(
      SecondFactorRows rows,
      Letters letters,
      Throttle throttle,
      Audit audit,
      Clock clock,
      Keys keys) {
    this.rows = rows;
    this.letters = letters;
    this.throttle = throttle;
    this.audit = audit;
    this.clock = clock;
    this.seal = new AesGcm(keys.derive("second factor"));
    this.codeKey = keys.derive("recovery codes");
  }

  /// What the app is shown: the picture to scan and the secret to type.
  public record Setup(String secret, QrPicture picture) {
    @Override
    public String toString() {
      return "Setup[…]";
    }
  }

  /// How a code was taken.
  public sealed interface Check {}

  public record Right() implements Check {}

  /// Wrong, too old, or used before.
  public record Wrong() implements Check {}

  public record Later(Duration pause) implements Check {}

  public boolean isOn(PersonId person) {
    return rows.isConfirmed(person);
  }

  /// How many recovery codes are left.
  public int codesLeft(PersonId person) {
    return rows.countCodes(person);
  }

  /// The secret to put into an app; the same one until it is confirmed.
  @Transactional
  public Setup begin(Person person) {
    if (isOn(person.id())) {
      throw new IllegalStateException("the app is in use already");
    }
    var fresh = Secrets.bytes(Totp.SECRET_BYTES);
    rows.begin(person.id(), seal.seal(fresh, context(person.id())), clock.instant());
    var secret = Totp.base32(secret(person.id()));
    var label = URLEncoder.encode(person.email(), StandardCharsets.UTF_8).replace("+", "%20");
    var address =
        "otpauth://totp/%s:%s?secret=%s&issuer=%s".formatted(ISSUER, label, secret, ISSUER);
    return new Setup(secret, QrPicture.of(address));
  }

  /// Turns it on with a first code from the app; returns the recovery codes, none when the code is
  /// wrong.
  @Transactional
  public List<String> confirm(Person person, String code) {
    if (isOn(person.id())
        || rows.sealed(person.id()).isEmpty()
        || isTooOften(person.id()).isPositive()
        || !isFromApp(person.id(), digits(code))) {
      return List.of();
    }
    rows.confirm(person.id(), clock.instant());
    audit.note(person.id(), "second-factor.on", "person " + person.id());
    letters.signInChanged(person, "开启了验证器 App", "An authenticator app was added.");
    return codes(person.id());
  }

  /// New recovery codes in place of the old ones; none when the app is not in use.
  @Transactional
  public List<String> newCodes(Person person) {
    if (!isOn(person.id())) {
      return List.of();
    }
    audit.note(person.id(), "second-factor.codes", "person " + person.id());
    return codes(person.id());
  }

  /// Turns it off; `by` is the person, or the operator who helps somebody back in.
  @Transactional
  public void off(Person person, PersonId by) {
    var was = isOn(person.id());
    rows.remove(person.id());
    if (was) {
      audit.note(by, "second-factor.off", "person " + person.id());
      letters.signInChanged(person, "关闭了验证器 App", "The authenticator app was taken away.");
    }
  }

  /// Takes a code of the app or a recovery code; each works once.
  @Transactional
  public Check check(PersonId person, String code) {
    var pause = isTooOften(person);
    if (pause.isPositive()) {
      return new Later(pause);
    }
    var taken =
        isFromApp(person, digits(code)) || rows.useCode(person, hash(person, letters(code)));
    if (!taken) {
      return new Wrong();
    }
    throttle.forgive("second factor", person.toString());
    return new Right();
  }

  /// The step before and after count too: clocks of telephones are not exact.
  private boolean isFromApp(PersonId person, String code) {
    if (code.length() != Totp.DIGITS || rows.sealed(person).isEmpty()) {
      return false;
    }
    var secret = secret(person);
    var now = Totp.step(clock.instant());
    return LongStream.rangeClosed(now - 1, now + 1)
        .filter(step -> isSame(Totp.code(secret, step), code))
        .anyMatch(step -> rows.useStep(person, step));
  }

  private Duration isTooOften(PersonId person) {
    return throttle.attempt("second factor", person.toString(), TRIES, WINDOW);
  }

  private byte[] secret(PersonId person) {
    return seal.open(rows.sealed(person).orElseThrow(), context(person));
  }

  private List<String> codes(PersonId person) {
    var codes = new ArrayList<String>();
    for (int i = 0; i < CODES; i++) {
      var text = Totp.base32(Secrets.bytes(CODE_BYTES)).toLowerCase(Locale.ROOT);
      codes.add(
          String.join(
              "-",
              text.substring(0, 4),
              text.substring(4, 8),
              text.substring(8, 12),
              text.substring(12)));
    }
    rows.replaceCodes(
        person, codes.stream().map(code -> hash(person, letters(code))).toList(), clock.instant());
    return codes;
  }

  private byte[] hash(PersonId person, String code) {
    return HexFormat.of().parseHex(Fingerprints.of(codeKey, person + " " + code));
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] context(PersonId person) {
    return person.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String digits(String code) {
    return code.replaceAll("[\\s-]", "");
  }

  private static String letters(String code) {
    return digits(code).toLowerCase(Locale.ROOT);
  }
}
