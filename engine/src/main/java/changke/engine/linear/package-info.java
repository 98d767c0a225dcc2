/// Symmetric systems of a few dozen unknowns, for the fits of the other packages. Large matrices
/// and everything else that linear algebra offers are not here.
@NullMarked
package changke.engine.linear;

import org.jspecify.annotations.NullMarked;
