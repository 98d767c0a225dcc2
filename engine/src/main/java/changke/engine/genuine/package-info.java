/// Which orders and reviews are probably not genuine, each with the evidence.
///
/// Owns the rules: rings of people behind one device, address or payment account, staff who buy in
/// their own shop, bursts, loops of buying and refunding, copied reviews. A score decides who is
/// looked at, never who is punished; it is also what keeps fake orders out of training.
///
/// It knows nothing by itself: whoever calls gives the orders, and identities are only compared, so
/// hashes do as well as the originals.
@NullMarked
package changke.engine.genuine;

import org.jspecify.annotations.NullMarked;
