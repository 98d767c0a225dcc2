package changke.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What left the database as files, in a backup: `lake/event/day=2026-05-01/part-00000.parquet`. A
/// file is either there whole or not at all, and it is there before its rows leave the database, so
/// a backup that runs meanwhile misses none.
final class LakeFiles {

  private static final String FOLDER = "lake/";
  private static final Pattern NAME =
      Pattern.compile("lake(/[a-z][a-z0-9_]{0,40}(=[0-9-]{1,20})?)+/part-[0-9]{5}\\.parquet");

  private LakeFiles() {}

  static void write(ZipOutputStream zip, Path lake) throws IOException {
    for (var file : files(lake)) {
      var name = FOLDER + lake.relativize(file).toString().replace('\\', '/');
      if (isOne(name)) {
        zip.putNextEntry(new ZipEntry(name));
        try {
          Files.copy(file, zip);
        } catch (NoSuchFileException e) {
          throw new IOException("the lake changed meanwhile: try the backup again", e);
        }
        zip.closeEntry();
      }
    }
  }

  private static List<Path> files(Path lake) throws IOException {
    if (!Files.isDirectory(lake)) {
      return List.of();
    }
    try (var all = Files.walk(lake)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  /// A restore never mixes its files with others.
  static void demandNone(Path lake) throws IOException {
    if (!files(lake).isEmpty()) {
      throw new IOException(lake + " is not empty: move it away first. Nothing was restored.");
    }
  }

  static void restore(InputStream zip, String name, Path lake) throws IOException {
    var file = lake.resolve(name.substring(FOLDER.length()));
    Files.createDirectories(file.getParent());
    Files.copy(zip, file);
    try (var written = FileChannel.open(file, StandardOpenOption.WRITE)) {
      written.force(true);
    }
  }

  /// Takes away what a restore that failed left.
  static void clear(Path lake) throws IOException {
    if (Files.isDirectory(lake)) {
      try (var all = Files.walk(lake)) {
        for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
