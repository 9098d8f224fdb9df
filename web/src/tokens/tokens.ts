import { config } from "../config";
import type { Provider } from "../gql/graphql";

/** Access tokens as the person entered them; blank: none. */
export type Tokens = Record<Provider, string>;

/** The browser forgets it with the tab; nothing is written to disk by the page. */
const KEY = "activity-gateway-tokens";
const NONE: Tokens = { GOOGLE_FIT: "", OURA: "" };

let tokens: Tokens = stored();

export function currentTokens(): Tokens {
  return tokens;
}

export function setTokens(entered: Tokens): void {
  tokens = { GOOGLE_FIT: entered.GOOGLE_FIT.trim(), OURA: entered.OURA.trim() };
  if (tokens.GOOGLE_FIT || tokens.OURA) sessionStorage.setItem(KEY, JSON.stringify(tokens));
  else sessionStorage.removeItem(KEY);
}

/** The headers of a request; a provider without a token has none. */
export function tokenHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  if (tokens.GOOGLE_FIT) headers[config.tokenHeaders.GOOGLE_FIT] = tokens.GOOGLE_FIT;
  if (tokens.OURA) headers[config.tokenHeaders.OURA] = tokens.OURA;
  return headers;
}

function stored(): Tokens {
  try {
    return { ...NONE, ...JSON.parse(sessionStorage.getItem(KEY) ?? "{}") };
  } catch {
    return NONE;
  }
}
