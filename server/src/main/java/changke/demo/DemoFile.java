package changke.demo;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// What an installation keeps about its demo, in a file of the data folder that only its owner can
/// read: the passwords, the seed of the cards, whether the shelves are full.
record DemoFile(Path path, Map<String, String> entries) {

  private static final String FULL = "full";
  private static final String SEED = "seed";
  private static final String BEGUN = "begun";
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int PASSWORD_LENGTH = 12;

  DemoFile {
    entries = Map.copyOf(entries);
  }

  static Optional<DemoFile> read(Path path) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      var properties = new Properties();
      properties.load(new StringReader(Files.readString(path)));
      var entries = new HashMap<String, String>();
      properties.forEach((key, value) -> entries.put(key.toString(), value.toString()));
      return Optional.of(new DemoFile(path, entries));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes up a password for each name, and writes the file before anybody has them.
  static DemoFile create(Path path, RandomGenerator chance, Instant now, Iterable<String> names) {
    var entries = new HashMap<String, String>();
    names.forEach(name -> entries.put(name, word(chance)));
    var seed = new byte[32];
    chance.nextBytes(seed);
    entries.put(SEED, HexFormat.of().formatHex(seed));
    entries.put(BEGUN, now.toString());
    return new DemoFile(path, entries).write();
  }

  String password(String name) {
    return entries.getOrDefault(name, "");
  }

  byte[] seed() {
    return HexFormat.of().parseHex(entries.getOrDefault(SEED, ""));
  }

  /// When the demo was begun: its made-up past ends there.
  Instant begun() {
    return Instant.parse(entries.getOrDefault(BEGUN, Instant.EPOCH.toString()));
  }

  boolean full() {
    return entries.containsKey(FULL);
  }

  DemoFile filled() {
    var more = new HashMap<>(entries);
    more.put(FULL, "yes");
    return new DemoFile(path, more).write();
  }

  private DemoFile write() {
    var text =
        new StringBuilder(
            "# Logins of the demo shop. Delete the whole data folder to start anew.\n");
    new TreeMap<>(entries)
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    try {
      Files.createDirectories(path.getParent());
      var draft = path.resolveSibling(path.getFileName() + ".new");
      Files.deleteIfExists(draft);
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, text, StandardCharsets.UTF_8);
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String word(RandomGenerator chance) {
    var word = new StringBuilder();
    while (word.length() < PASSWORD_LENGTH) {
      word.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  @Override
  public String toString() {
    return "DemoFile[" + path + "]";
  }
}
