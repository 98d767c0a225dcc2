package changke.workbench;

import changke.merchants.Shop;
import changke.pages.Page;
import java.util.List;

/// The shops where someone works.
record DoorPage(List<Shop> shops) implements Page {}
