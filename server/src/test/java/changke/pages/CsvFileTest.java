package changke.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvFileTest {

  @Test
  void a_cell_that_looks_like_a_formula_stays_text() {
    assertThat(row("=1+\"2\"")).isEqualTo("\"'=1+\"\"2\"\"\"");
    assertThat(row("@SUM(A1)")).isEqualTo("\"'@SUM(A1)\"");
    assertThat(row("plain, cell")).isEqualTo("\"plain, cell\"");
    assertThat(row("two\nlines")).isEqualTo("\"two\nlines\"");
    assertThat(row("-9.90")).as("a number stays one").isEqualTo("-9.90");
    assertThat(row("星际")).isEqualTo("\"星际\"");
  }

  private static String row(String cell) {
    var body = String.valueOf(new CsvFile("x.csv", "a").row(cell).answer().getBody());
    return body.substring(body.indexOf("\r\n") + 2, body.length() - 2);
  }
}
