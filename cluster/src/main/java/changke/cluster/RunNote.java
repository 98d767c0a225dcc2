package changke.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// What a run read, shuffled and needed, for those who keep an eye on a cluster.
final class RunNote {

  private RunNote() {}

  /// @param seconds from the ready Spark session until the last report was written
  static String of(Plan plan, Answers answers, Meter meter, double seconds) {
    var note = JsonNodeFactory.instance.objectNode();
    note.put("events", plan.events()).put("people", answers.people());
    var kinds = note.putObject("eventsByKind");
    for (int i = 0; i < plan.kinds().size(); i++) {
      kinds.put(plan.kinds().get(i), answers.eventsByKind().get(i));
    }
    if (plan.everyKind()) {
      note.put("otherEvents", answers.eventsByKind().getLast());
    }
    note.put("shuffleBytes", meter.bytes()).put("shuffleRecords", meter.records());
    note.put("seconds", seconds).put("cpuSeconds", meter.cpuSeconds());
    return note.toPrettyString() + "\n";
  }
}
