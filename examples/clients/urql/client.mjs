import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { persistedExchange } from "@urql/exchange-persisted";

// Types that have no id of their own belong to the object that they stand in.
const EMBEDDED = [
  "ActivityChanges",
  "ActivityMetrics",
  "ActivityUpserted",
  "Application",
  "DailyAlternative",
  "DailyMetric",
  "DuplicateMatch",
  "Interval",
  "Profile",
  "ProviderError",
  "ProviderLink",
  "ProviderStatus",
  "SampleSeries",
  "Viewer",
];

export const client = new Client({
  url: process.env.GATEWAY_URL ?? "http://127.0.0.1:8000/graphql",
  fetchOptions: {
    headers: {
      "X-Google-Fit-Token": process.env.GOOGLE_FIT_TOKEN ?? "demo",
      "X-Oura-Token": process.env.OURA_TOKEN ?? "demo",
    },
  },
  exchanges: [
    cacheExchange({
      keys: Object.fromEntries(EMBEDDED.map((type) => [type, () => null])),
      resolvers: { Query: { activities: relayPagination() } },
    }),
    persistedExchange({ preferGetForPersistedQueries: true }),
    fetchExchange,
  ],
});
