package changke.journeys;

/// Something that keeps a definition from being published, or that its maker should know.
///
/// @param path where: the node's id and the field, `mail.template`
/// @param detail what it is about, as it is written there
public record Problem(String path, Kind kind, String detail) {

  /// What is wrong.
  public enum Kind {
    /// A step that no arrow leads to.
    UNREACHABLE,
    /// An arrow to a step that is not there.
    NO_SUCH_STEP,
    /// A circle in which no time passes.
    CIRCLE_WITHOUT_DELAY,
    /// No such template.
    NO_TEMPLATE,
    /// The template asks for a variable that is not given.
    VARIABLE_MISSING,
    /// A variable that the template does not know.
    VARIABLE_UNKNOWN,
    /// The text given for a variable is not of its type.
    VARIABLE_UNFIT,
    /// No such segment.
    NO_SEGMENT,
    /// No coupon's terms of that key are in force.
    NO_COUPON,
    /// Entered by prediction: the whole class must be able to claim this coupon.
    NOT_CLAIMABLE,
    /// Entered by prediction: nothing but what the whole class can claim may be given.
    NOT_BY_PREDICTION,
    /// Somebody could get something before it is decided who is left alone.
    NO_HOLDOUT,
    /// What is owed is never held out.
    OWED_HELD_OUT,
    /// What is owed is no advertising.
    OWED_ADVERTISING,
    /// A number that makes no sense here.
    NUMBER,
    /// Nothing is written where something must be.
    EMPTY,
    /// Shares that are not 10,000 together.
    SHARES,
    /// Nothing of that name is known of people.
    NO_TRAIT,
    /// More than one goal.
    GOALS,
    /// More than sixty steps.
    TOO_MANY,
    /// No program elsewhere is told anything yet.
    NO_WEBHOOKS,
    /// Nobody can be asked whether it helped: there is no goal. No reason not to publish.
    NO_GOAL
  }

  /// Whether it must be put right before publishing.
  public boolean refuses() {
    return kind != Kind.NO_GOAL;
  }

  /// The step that it is about.
  public String node() {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }
}
