package changke.structure;

import static org.assertj.core.api.Assertions.assertThat;

import changke.platform.Migrations;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Habits that a machine can see.
class TidyTest {

  private static final int LONGEST_FILE = 450;
  private static final Pattern BAD_NAME =
      Pattern.compile(".*(Service|Manager|Impl|Helper|Utils?|Dto|DTO)\\.java");
  private static final List<String> FORBIDDEN =
      List.of(
          "TODO",
          "FIXME",
          "XXX",
          "printStackTrace",
          "Thread.sleep(",
          "lombok",
          "jakarta.persistence");

  @Test
  void names_say_what_things_are() {
    assertThat(all()).map(Sources.Source::name).noneMatch(name -> BAD_NAME.matcher(name).matches());
  }

  @Test
  void nothing_is_left_lying_about() {
    var found = new ArrayList<String>();
    for (var source : main()) {
      for (var word : FORBIDDEN) {
        if (source.text().contains(word)) {
          found.add(source.name() + ": " + word);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /// Spark brings the older Jackson; the cluster may use what is there anyway.
  @Test
  void there_is_one_json() {
    assertThat(Sources.under(Sources.SERVER, ".java"))
        .filteredOn(source -> source.text().contains("com.fasterxml.jackson.databind"))
        .map(Sources.Source::name)
        .isEmpty();
  }

  @Test
  void time_and_chance_are_injected() {
    var clocks =
        Pattern.compile(
            "Instant\\.now\\(|LocalDate\\.now\\(\\)|LocalDateTime\\.now\\(|new Date\\(\\)|Math\\.random|UUID\\.randomUUID");
    assertThat(main())
        .filteredOn(source -> clocks.matcher(source.text()).find())
        .map(Sources.Source::name)
        .isEmpty();
  }

  @Test
  void files_are_short() {
    assertThat(main())
        .filteredOn(source -> source.text().lines().count() > LONGEST_FILE)
        .map(Sources.Source::name)
        .isEmpty();
  }

  /// A stream of rows keeps its connection until someone closes it.
  @Test
  void rows_are_read_as_lists() {
    var leaking =
        Pattern.compile("\\.query\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)\\s*\\.stream\\(");
    assertThat(main())
        .filteredOn(source -> leaking.matcher(source.text()).find())
        .map(Sources.Source::name)
        .isEmpty();
  }

  @Test
  void every_package_says_what_it_owns() {
    assertThat(main())
        .map(source -> source.path().getParent())
        .filteredOn(folder -> !Files.exists(folder.resolve("package-info.java")))
        .isEmpty();
    assertThat(Sources.under(Sources.SERVER.resolve("java"), "package-info.java"))
        .filteredOn(
            source -> !source.text().contains("@NullMarked") || !source.text().contains("///"))
        .isEmpty();
  }

  @Test
  void sql_of_a_module_names_only_its_own_schema() {
    var schemas = Migrations.modules();
    var found = new ArrayList<String>();
    for (var source : Sources.under(Sources.SERVER.resolve("java/changke"), ".java")) {
      var module = source.name().split("/")[0];
      for (var schema : schemas) {
        var table =
            Pattern.compile("(?i)\\b(FROM|JOIN|INTO|UPDATE|TABLE|COPY)\\s+" + schema + "\\.");
        if (!schema.equals(module)
            && !schema.equals("platform")
            && table.matcher(source.text()).find()) {
          found.add(source.name() + " names " + schema);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void every_table_says_what_it_is() {
    var create =
        Pattern.compile(
            "CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?([a-z_.0-9]+) \\((?!.*PARTITION OF)");
    var found = new ArrayList<String>();
    for (var script : Sources.under(Sources.SERVER.resolve("resources/db/migration"), ".sql")) {
      var tables = create.matcher(script.text());
      while (tables.find()) {
        if (!script.text().contains("COMMENT ON TABLE " + tables.group(1) + " IS")) {
          found.add(script.name() + ": " + tables.group(1));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void no_page_carries_a_script_or_a_style_of_its_own() {
    var inline =
        Pattern.compile(
            "<style|\\sstyle=\"|\\son[a-z]+=\"|<script(?![^>]*(src=|type=\"application/json\"))");
    assertThat(Sources.under(Sources.SERVER.resolve("jte"), ".jte"))
        .filteredOn(source -> inline.matcher(source.text()).find())
        .map(Sources.Source::name)
        .isEmpty();
  }

  private static List<Sources.Source> main() {
    return Stream.of("engine", "server", "benches", "cluster")
        .filter(module -> !module.equals("benches"))
        .flatMap(module ->
            Sources.under(Sources.ROOT.resolve(module + "/src/main/java"), ".java").stream())
        .toList();
  }

  private static List<Sources.Source> all() {
    return Stream.of("engine", "server", "benches", "cluster")
        .flatMap(module -> Sources.under(Sources.ROOT.resolve(module + "/src"), ".java").stream())
        .toList();
  }
}
