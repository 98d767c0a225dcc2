package changke.engine.trial;

/// How an effect is told: in the unit of the measure, or as a share of the control's mean.
public enum Difference {
  ABSOLUTE,
  RELATIVE
}
