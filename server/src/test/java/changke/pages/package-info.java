/// Tests of what screens are made of.
@NullMarked
package changke.pages;

import org.jspecify.annotations.NullMarked;
