package changke.pages;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.method.HandlerMethod;

@HouseTest
class RendererTest {

  @Autowired Renderer renderer;

  /// A method that returns `Object` is judged by what it returned: a buyer who is sent to a gateway
  /// outside of the house arrives there.
  @Test
  void everything_that_a_page_may_return_is_drawn() throws Exception {
    var method = new HandlerMethod(this, RendererTest.class.getDeclaredMethod("page"));
    for (var returned :
        new Object[] {
          new ProblemPage(500, "broken", "0"),
          Redirect.to("/"),
          new Departure("https://pay.example.org/1")
        }) {
      assertThat(renderer.supportsReturnType(method.getReturnValueType(returned)))
          .as("%s", returned)
          .isTrue();
    }
  }

  Object page() {
    return Redirect.to("/");
  }
}
