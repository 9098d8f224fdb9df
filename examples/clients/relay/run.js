import {
  createOperationDescriptor,
  fetchQuery,
  getRequest,
  getSelector,
  getFragment,
} from "relay-runtime";
import { environment } from "./environment.js";
import { FEED, FEED_QUERY } from "./Feed.js";
import FeedPaginationQuery from "./__generated__/FeedPaginationQuery.graphql.js";

// What usePaginationFragment does, without React: the query, its next page, both from the store.
const root = createOperationDescriptor(getRequest(FEED_QUERY), {});
environment.retain(root);
const query = await fetchQuery(environment, FEED_QUERY, {}).toPromise();

const selector = getSelector(getFragment(FEED), query);
const read = () => environment.lookup(selector).data.activities;

const cursor = read().pageInfo.endCursor;
await fetchQuery(environment, FeedPaginationQuery, { count: 5, cursor }).toPromise();
console.log(JSON.stringify(read()));
