import { BLANK_HEADERS, READY_TABS } from "./ready-tabs.js";

// Other pages of this origin may run a GraphiQL too: keep ours apart.
const PREFIX = "activity-gateway/";
const TABS = "graphiql:tabState";
// What the editors hold is in the tabs already; headers, which hold tokens, are never kept.
const NOT_KEPT = new Set(["graphiql:query", "graphiql:variables", "graphiql:headers"]);
// GraphiQL's history keeps headers although it is told not to.
const HISTORY = new Set(["graphiql:queries", "graphiql:favorites"]);

function storedKeys() {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

function withoutHeaders(json) {
  return JSON.stringify(JSON.parse(json), (key, value) => (key === "headers" ? undefined : value));
}

/** The local storage that GraphiQL sees. Its tabs are handed to it by `openingTabs` instead. */
export const storage = {
  getItem: (key) => (key === TABS ? null : localStorage.getItem(PREFIX + key)),
  setItem(key, value) {
    if (NOT_KEPT.has(key)) return;
    localStorage.setItem(PREFIX + key, HISTORY.has(key) ? withoutHeaders(value) : value);
  },
  removeItem: (key) => localStorage.removeItem(PREFIX + key),
  clear: () => storedKeys().forEach((key) => localStorage.removeItem(key)),
  get length() {
    return storedKeys().length;
  },
};

/** The tabs of the last visit, or the ready ones. Headers start blank, or as prepared. */
export function openingTabs() {
  const stored = storedTabs();
  if (stored.length === 0) return READY_TABS;
  return stored.map(({ query, variables }) => ({
    query,
    variables,
    headers: READY_TABS.find((ready) => ready.query === query)?.headers ?? BLANK_HEADERS,
  }));
}

function storedTabs() {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + TABS)).tabs ?? [];
  } catch {
    return []; // the first visit, or nothing that can be read: start afresh
  }
}
