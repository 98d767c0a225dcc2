package changke.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The name of an account: what it is for, whose it is and what it counts (a currency code or
/// `POINTS`). An account exists from its first posting on.
///
/// With a floor it is locked by every posting and never falls below it, less what is held. Without
/// one it takes any number of postings at once and may go below zero.
///
/// A value like a record, but it keeps the id that follows from its name: a posting asks for it a
/// dozen times.
public final class Account {

  public static final String PLATFORM = "platform";

  private final String kind;
  private final String owner;
  private final String unit;
  private final @Nullable Long floor;
  private final UUID id;

  private Account(String kind, String owner, String unit, @Nullable Long floor) {
    this.kind = kind;
    this.owner = owner;
    this.unit = unit;
    this.floor = floor;
    this.id = idOf(kind + '\n' + owner + '\n' + unit);
  }

  public static Account open(String kind, String owner, String unit) {
    return new Account(kind, owner, unit, null);
  }

  /// An account that cannot be overdrawn.
  public static Account floored(String kind, String owner, String unit) {
    return new Account(kind, owner, unit, 0L);
  }

  public String kind() {
    return kind;
  }

  public String owner() {
    return owner;
  }

  public String unit() {
    return unit;
  }

  public @Nullable Long floor() {
    return floor;
  }

  /// The same name gives the same id everywhere (a version 8 UUID over SHA-256), so that posting
  /// needs no look-up.
  public UUID id() {
    return id;
  }

  private static UUID idOf(String name) {
    var hash = ByteBuffer.wrap(sha256(name.getBytes(StandardCharsets.UTF_8)));
    return new UUID(
        (hash.getLong() & ~0xF000L) | 0x8000L,
        (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Account that && id.equals(that.id) && Objects.equals(floor, that.floor);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return kind + " of " + owner + " in " + unit + (floor == null ? "" : ", floor " + floor);
  }
}
