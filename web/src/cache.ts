import { type FieldPolicy, InMemoryCache, type Reference } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";

import { combined, type Status } from "./status/combined";

interface Edge {
  __typename: "ActivityEdge";
  node: Reference;
}

export interface StoredFeed {
  edges: Edge[];
  pageInfo: { hasNextPage: boolean };
  providers: Status[];
}

const pages = relayStylePagination(["filter", "orderBy", "dedupe", "timeZone"]);

/**
 * One list of all pages that were read. What a page tells about the providers holds for that page
 * alone, so that the whole list is as good as the worst of them.
 */
const feed: FieldPolicy = {
  ...pages,
  merge(existing, incoming, options) {
    if (typeof pages.merge !== "function") throw new Error("relayStylePagination merges");
    const merged = pages.merge(existing, incoming, options) as unknown as StoredFeed;
    if (!options.args?.after || !existing?.providers || !incoming.providers) return merged;
    return { ...merged, providers: combined(existing.providers, incoming.providers) };
  },
};

export function makeCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      Query: { fields: { activities: feed } },
      // Figures have no id of their own, and a smaller selection must not take others away.
      Activity: { fields: { metrics: { merge: true } } },
    },
  });
}

/** The feed with an activity in its place: before the first that began earlier. */
export function withActivity(
  stored: StoredFeed,
  added: Reference,
  startOf: (activity: Reference) => string,
): StoredFeed {
  const others = stored.edges.filter((edge) => edge.node.__ref !== added.__ref);
  const place = others.findIndex((edge) => startOf(edge.node) < startOf(added));
  if (place === -1 && stored.pageInfo.hasNextPage) return { ...stored, edges: others };
  const edge: Edge = { __typename: "ActivityEdge", node: added };
  const index = place === -1 ? others.length : place;
  return { ...stored, edges: others.toSpliced(index, 0, edge) };
}
