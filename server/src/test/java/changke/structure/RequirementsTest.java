package changke.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The table of what is promised names tests that are there.
class RequirementsTest {

  private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+)#([a-z_0-9]+)`");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!rule|---).*\\|$");

  @Test
  void every_rule_of_trade_names_tests_that_exist() throws IOException {
    var tests = new HashMap<String, String>();
    for (var source : Sources.under(Sources.ROOT.resolve("server/src/test/java"), ".java")) {
      var name = source.path().getFileName().toString().replace(".java", "");
      tests.merge(name, source.text(), String::concat);
    }
    var table = Files.readString(Sources.ROOT.resolve("docs/trade-requirements.md"));
    var missing = new ArrayList<String>();
    var rows = ROW.matcher(table);
    var count = 0;
    while (rows.find()) {
      count++;
      var named = NAMED.matcher(rows.group());
      var proofs = 0;
      while (named.find()) {
        proofs++;
        var text = tests.getOrDefault(named.group(1), "");
        if (!text.contains("void " + named.group(2) + "(")) {
          missing.add(named.group());
        }
      }
      if (proofs == 0) {
        missing.add(rows.group());
      }
    }
    assertThat(count).isGreaterThan(60);
    assertThat(missing).isEmpty();
  }
}
