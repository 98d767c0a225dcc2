/// What keeps the house in order: these tests read the code, the tables, the words and the docs.
@NullMarked
package changke.structure;

import org.jspecify.annotations.NullMarked;
