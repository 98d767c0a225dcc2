package changke.activity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Old months of the journal as Parquet files, one folder a day (`event/day=2026-05-01/`), so that
/// DuckDB, Spark and others read them, and so that they can come back. Days are days of UTC by the
/// time of arrival, like the months of the journal.
@Component
class Lake {

  private final Path folder;

  Lake(@Value("${changke.data:var}") Path data) {
    folder = data.resolve("lake/event");
  }

  /// Writes a part of a day, synced to disk and read back, before it takes its name.
  void keep(LocalDate day, int part, List<Parquet.Row> rows) {
    replace(dayFolder(day).resolve("part-%05d.parquet".formatted(part)), rows);
  }

  private static void replace(Path target, List<Parquet.Row> rows) {
    try {
      Files.createDirectories(target.getParent());
      var fresh = Files.createTempFile(target.getParent(), ".part", ".new");
      try (var file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(Parquet.write(rows));
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      if (!Parquet.read(Files.readAllBytes(fresh)).equals(rows)) {
        throw new IOException(fresh + " does not read back as it was written");
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the lake cannot be written", e);
    }
  }

  /// Forgets what a try that was broken off left of a month.
  void clear(YearMonth month) {
    try {
      for (var file : files(month)) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The files of a month, in the order of their days and parts.
  List<Path> files(YearMonth month) {
    var files = new ArrayList<Path>();
    for (int day = 1; day <= month.lengthOfMonth(); day++) {
      var here = dayFolder(month.atDay(day));
      if (Files.isDirectory(here)) {
        try (var all = Files.list(here)) {
          all.filter(file -> file.toString().endsWith(".parquet"))
              .sorted(Comparator.naturalOrder())
              .forEach(files::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return files;
  }

  /// Writes the files again in which something does not stay as it is, and returns how many rows
  /// those had before and have no more.
  long rewrite(Function<Parquet.Row, Optional<Parquet.Row>> rest) {
    long gone = 0;
    for (var file : all()) {
      var rows = read(file);
      var left = rows.stream().map(rest).flatMap(Optional::stream).toList();
      if (!left.equals(rows)) {
        replace(file, left);
        gone += rows.size() - left.size();
      }
    }
    return gone;
  }

  private List<Path> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Parquet.Row> read(Path file) {
    try {
      return Parquet.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private Path dayFolder(LocalDate day) {
    return folder.resolve("day=" + day);
  }
}
