import { config } from "./config.js";
import deleteSession from "./tabs/delete.graphql?raw";
import duplicates from "./tabs/duplicates.graphql?raw";
import feed from "./tabs/feed.graphql?raw";
import partialFailure from "./tabs/partial-failure.graphql?raw";
import upsert from "./tabs/upsert.graphql?raw";
import upsertVariables from "./tabs/upsert.variables.json?raw";

/** The headers of a tab, as the text of the headers editor. */
function tokens(googleFit, oura) {
  return JSON.stringify({ [config.googleFitHeader]: googleFit, [config.ouraHeader]: oura }, null, 2);
}

/** Both token headers, to be filled in; the fetcher leaves blank ones out. */
export const BLANK_HEADERS = tokens("", "");

/** What the page opens with. A tab is named after its operation. */
export const READY_TABS = [
  { query: feed, headers: BLANK_HEADERS },
  {
    query: partialFailure,
    headers: config.sandbox ? tokens("demo", "unavailable") : BLANK_HEADERS,
  },
  { query: upsert, variables: upsertVariables, headers: BLANK_HEADERS },
  { query: deleteSession, headers: BLANK_HEADERS },
  { query: duplicates, headers: BLANK_HEADERS },
];
