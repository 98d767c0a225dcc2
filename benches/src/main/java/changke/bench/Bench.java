package changke.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// `./bench NAME [--quick] [--option value …]`: finds the class `NameBench` in this package and
/// runs it.
public final class Bench {

  private Bench() {}

  public static void main(String[] args) {
    if (args.length == 0) {
      System.err.println("Usage: ./bench NAME [--quick] [--option value …]");
      System.exit(2);
    }
    try {
      var result = find(args[0]).run(Options.parse(args, 1));
      System.out.println(result.toJson());
      System.exit(0);
    } catch (ClassNotFoundException e) {
      System.err.println("There is no bench called " + args[0] + ".");
      System.exit(2);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static Comparison find(String name) throws ReflectiveOperationException {
    var simple =
        Arrays.stream(name.split("-"))
            .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
            .collect(Collectors.joining());
    return Class.forName("changke.bench." + simple + "Bench")
        .asSubclass(Comparison.class)
        .getDeclaredConstructor()
        .newInstance();
  }
}
