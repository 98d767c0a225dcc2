package changke.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchWordsTest {

  @Test
  void chinese_is_kept_in_pairs_and_its_last_sign_alone() {
    assertThat(SearchWords.index("充值卡", "", "")).isEqualTo("'充值':1A '值卡':2A '卡':3A");
  }

  @Test
  void words_and_numbers_are_found_together_and_apart() {
    assertThat(SearchWords.index("Win11 密钥", "", ""))
        .isEqualTo("'win11':1A 'win':2A '11':3A '密钥':4A '钥':5A");
  }

  @Test
  void width_case_and_accents_do_not_matter() {
    assertThat(SearchWords.query("ＳＴＥＡＭ Café")).isEqualTo("'steam' & 'cafe':*");
  }

  @Test
  void a_single_sign_is_asked_as_a_beginning() {
    assertThat(SearchWords.query("卡")).isEqualTo("'卡':*");
  }

  @Test
  void quotes_and_backslashes_cannot_leave_their_word() {
    assertThat(SearchWords.query("a'b \\ | ! &")).isEqualTo("'a' & 'b'");
  }

  @Test
  void a_question_without_a_word_is_empty() {
    assertThat(SearchWords.query(" —!? ")).isEmpty();
  }
}
