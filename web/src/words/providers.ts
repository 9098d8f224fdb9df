import type { Provider } from "../gql/graphql";

const NAMES: Record<Provider, string> = { GOOGLE_FIT: "Google Fit", OURA: "Oura" };

/** Its name for people; of one that is not known here, the schema's. */
export function providerName(provider: string): string {
  return NAMES[provider as Provider] ?? provider;
}
