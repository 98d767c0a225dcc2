package changke.storefront.play;

import static org.assertj.core.api.Assertions.assertThat;

import changke.play.Badge;
import changke.play.HeldBadge;
import changke.play.Showcase;
import changke.play.Showcases;
import changke.shared.PersonId;
import changke.shared.Words;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class NameCardTest {

  @Test
  void whatever_somebody_calls_themselves_the_card_is_a_picture_and_nothing_else()
      throws Exception {
    var showcase =
        new Showcase(
            new PersonId(UUID.randomUUID()),
            "lin",
            "<script>alert(1)</script>&\"'%s",
            true,
            true,
            true);
    var badge =
        new Badge(UUID.randomUUID(), new Words("徽<章", "Ba\"dge"), new Words("", ""), "star");
    var held = new HeldBadge(badge, Instant.EPOCH, true);
    var card = NameCard.draw(new Showcases.View(showcase, List.of(held), 3, List.of()));
    assertThat(card).doesNotContain("<script").contains("连续 3 天");
    var read =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(card)));
    assertThat(read.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(read.getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo(showcase.name());
  }
}
