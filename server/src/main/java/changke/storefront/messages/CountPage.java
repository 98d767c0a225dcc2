package changke.storefront.messages;

import changke.pages.Page;

/// The number of new messages; 100 stands for more.
record CountPage(int unread) implements Page {}
