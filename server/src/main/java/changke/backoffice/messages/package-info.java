/// What people are told: the log with every reason, the texts in versions, and what the
/// installation says about how much and when.
@NullMarked
package changke.backoffice.messages;

import org.jspecify.annotations.NullMarked;
