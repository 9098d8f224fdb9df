import { ApolloClient, HttpLink } from "@apollo/client";

import { makeCache } from "./cache";
import { config } from "./config";
import { tokenHeaders } from "./tokens/tokens";

/** Only these headers tell who asks, and they go nowhere else. */
const send: typeof fetch = (address, init) =>
  fetch(address, {
    ...init,
    headers: { ...(init?.headers as Record<string, string>), ...tokenHeaders() },
    credentials: "omit",
    redirect: "error",
  });

export const client = new ApolloClient({
  link: new HttpLink({ uri: config.endpoint, fetch: send }),
  cache: makeCache(),
});
