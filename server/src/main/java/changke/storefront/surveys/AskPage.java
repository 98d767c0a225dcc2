package changke.storefront.surveys;

import changke.insights.SurveyAsk;
import changke.pages.Page;

/// A question as a piece of another page.
record AskPage(SurveyAsk ask) implements Page {}
