/// Collection of behaviour over HTTP in the way of Segment's tracking API, so that its official
/// programs work unchanged.
@NullMarked
package changke.api.collection;

import org.jspecify.annotations.NullMarked;
