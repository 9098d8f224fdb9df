import { config } from "./config.js";
import { FROM_THE_BEGINNING, MONTH, STEPS_OF_WEEK, WEEK, WEEK_HERE } from "./recent.js";
import changes from "./tabs/changes.graphql?raw";
import dataPoints from "./tabs/data-points.graphql?raw";
import dataPointsVariables from "./tabs/data-points.variables.json?raw";
import days from "./tabs/days.graphql?raw";
import deleteSession from "./tabs/delete.graphql?raw";
import duplicates from "./tabs/duplicates.graphql?raw";
import feed from "./tabs/feed.graphql?raw";
import googleFit from "./tabs/google-fit.graphql?raw";
import metrics from "./tabs/metrics.graphql?raw";
import oura from "./tabs/oura.graphql?raw";
import partialFailure from "./tabs/partial-failure.graphql?raw";
import tags from "./tabs/tags.graphql?raw";
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
  { query: feed },
  { query: partialFailure, ...(config.sandbox && { headers: tokens("demo", "unavailable") }) },
  { query: upsert, variables: upsertVariables },
  { query: deleteSession },
  { query: duplicates },
  { query: metrics },
  { query: tags, variables: MONTH },
  { query: days, variables: WEEK_HERE },
  { query: changes, variables: FROM_THE_BEGINNING },
  { query: googleFit, variables: STEPS_OF_WEEK },
  { query: oura, variables: WEEK },
  { query: dataPoints, variables: dataPointsVariables },
].map((tab) => ({ headers: BLANK_HEADERS, ...tab }));
