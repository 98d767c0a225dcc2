package changke.engine.taste;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// MovieLens 100K in the published split; judging only, so it is read where it lies or left out.
final class MovieLens {

  private final Purchases train;
  private final int[][] hidden;

  private MovieLens(Purchases train, int[][] hidden) {
    this.train = train;
    this.hidden = hidden;
  }

  Purchases train() {
    return train;
  }

  int[][] hidden() {
    return hidden;
  }

  static Path shared() {
    return Path.of(System.getProperty("changke.shared", "../shared"));
  }

  static MovieLens read() {
    var folder = shared().resolve("data/ml-100k");
    assumeTrue(
        Files.isDirectory(folder), "left out: " + folder + " is missing (judging-only data)");
    try {
      return parse(
          Files.readAllLines(folder.resolve("ml-100k.train.rating")),
          Files.readAllLines(folder.resolve("ml-100k.test.rating")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MovieLens parse(List<String> train, List<String> test) {
    var person = new int[train.size()];
    var item = new int[train.size()];
    for (int i = 0; i < person.length; i++) {
      var fields = train.get(i).split("\\s+");
      person[i] = Integer.parseInt(fields[0]);
      item[i] = Integer.parseInt(fields[1]);
    }
    int people = 1 + Arrays.stream(person).max().orElse(0);
    var hidden = new int[people][0];
    int items = 1 + Arrays.stream(item).max().orElse(0);
    for (var line : test) {
      var row = Arrays.stream(line.trim().split("\\s+")).mapToInt(Integer::parseInt).toArray();
      hidden[row[0]] = Arrays.copyOfRange(row, 1, row.length);
      items = Math.max(items, 1 + Arrays.stream(hidden[row[0]]).max().orElse(0));
    }
    return new MovieLens(Purchases.of(people, items, person, item), hidden);
  }
}
