import { providerName } from "../words/providers";

/** Who recorded it: a shape and a name, so that nothing hangs on the colour. */
export function ProviderMark({ provider }: { readonly provider: string }) {
  return (
    <span className="mark" data-provider={provider}>
      <ProviderShape provider={provider} />
      {providerName(provider)}
    </span>
  );
}

/** Google Fit is a diamond, Oura a ring, any other a dot. */
export function ProviderShape({ provider }: { readonly provider: string }) {
  return (
    <svg className="shape" data-provider={provider} viewBox="0 0 16 16" aria-hidden="true">
      {provider === "OURA" && <circle cx="8" cy="8" r="5.25" />}
      {provider === "GOOGLE_FIT" && <path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" />}
      {provider !== "OURA" && provider !== "GOOGLE_FIT" && <circle cx="8" cy="8" r="3" />}
    </svg>
  );
}
