package changke.webhooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/// Which addresses are on the public internet. Everything else is refused, so that nobody can have
/// this server ask its own network.
final class PublicAddress {

  /// Not public in IPv4 (IANA special-purpose registry), multicast and what is reserved with it.
  private static final List<Block> NOT_PUBLIC =
      List.of(
          new Block("0.0.0.0", 8),
          new Block("10.0.0.0", 8),
          new Block("100.64.0.0", 10),
          new Block("127.0.0.0", 8),
          new Block("169.254.0.0", 16),
          new Block("172.16.0.0", 12),
          new Block("192.0.0.0", 24),
          new Block("192.0.2.0", 24),
          new Block("192.88.99.0", 24),
          new Block("192.168.0.0", 16),
          new Block("198.18.0.0", 15),
          new Block("198.51.100.0", 24),
          new Block("203.0.113.0", 24),
          new Block("224.0.0.0", 3));

  /// In IPv6 only this block is public, without those that carry an IPv4 address or are examples.
  private static final Block GLOBAL = new Block("2000::", 3);

  private static final List<Block> NOT_GLOBAL =
      List.of(
          new Block("2001::", 23),
          new Block("2001:db8::", 32),
          new Block("2002::", 16),
          new Block("3fff::", 20));

  private PublicAddress() {}

  /// An IPv4 address inside an IPv6 one (`::ffff:10.0.0.1`) is judged as the former: Java unwraps
  /// it.
  static boolean is(InetAddress address) {
    return address instanceof Inet4Address
        ? NOT_PUBLIC.stream().noneMatch(block -> block.holds(address))
        : GLOBAL.holds(address) && NOT_GLOBAL.stream().noneMatch(block -> block.holds(address));
  }

  private record Block(InetAddress first, int bits) {

    Block(String first, int bits) {
      this(InetAddress.ofLiteral(first), bits);
    }

    boolean holds(InetAddress address) {
      var bytes = address.getAddress();
      var start = first.getAddress();
      if (bytes.length != start.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        var mask = 0x80 >> bit % 8;
        if ((bytes[bit / 8] & mask) != (start[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
