import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { relayStylePagination } from "@apollo/client/utilities";
import { createHash } from "node:crypto";

const url = process.env.GATEWAY_URL ?? "http://127.0.0.1:8000/graphql";

// In a browser: import { sha256 } from "crypto-hash".
const sha256 = (document) => createHash("sha256").update(document).digest("hex");

export const client = new ApolloClient({
  link: new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(
    new HttpLink({
      uri: url,
      headers: {
        "X-Google-Fit-Token": process.env.GOOGLE_FIT_TOKEN ?? "demo",
        "X-Oura-Token": process.env.OURA_TOKEN ?? "demo",
      },
    }),
  ),
  cache: new InMemoryCache({
    possibleTypes: {
      ActivityDetail: ["GoogleFitSession", "OuraWorkout", "OuraSession"],
    },
    typePolicies: {
      Query: {
        fields: {
          // One list for each set of the arguments that change what is in it.
          activities: relayStylePagination([
            "filter",
            "orderBy",
            "dedupe",
            "timeZone",
            "freshness",
            "onProviderError",
          ]),
        },
      },
    },
  }),
});
