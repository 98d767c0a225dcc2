package changke.engine.cohort;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/// What a column of a retention table asks of a person.
public sealed interface Return extends Serializable {

  /// The periods that each column looks at.
  List<Span> spans();

  /// Columns 0 to `last`: back in exactly that period.
  record On(int last) implements Return {
    @Override
    public List<Span> spans() {
      return IntStream.rangeClosed(0, last).mapToObj(k -> new Span(k, k)).toList();
    }
  }

  /// Columns 0 to `last`: back in that period or a later one, up to the horizon.
  record OnOrAfter(int last, int horizon) implements Return {
    public OnOrAfter {
      if (horizon < last) {
        throw new IllegalArgumentException("horizon " + horizon + " before column " + last);
      }
    }

    @Override
    public List<Span> spans() {
      return IntStream.rangeClosed(0, last).mapToObj(k -> new Span(k, horizon)).toList();
    }
  }

  /// One column for each span: back at any time in it.
  record Bracket(List<Span> spans) implements Return {
    public Bracket {
      spans = List.copyOf(spans);
    }
  }

  /// Columns 0 to `last`: back in every period from 1 to that one; column 0 is the whole cohort.
  record Every(int last) implements Return {
    @Override
    public List<Span> spans() {
      return IntStream.rangeClosed(0, last).mapToObj(k -> new Span(Math.min(k, 1), k)).toList();
    }
  }
}
