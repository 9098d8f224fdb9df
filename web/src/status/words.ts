import { ago, interval, recently } from "../words/format";
import { providerName } from "../words/providers";
import type { HealthStatus } from "./Health";

/** What is missing of a provider, since when, and what a person can do about it. */
export interface Notice {
  readonly provider: string;
  readonly tone: "stale" | "missing" | "unlinked";
  readonly title: string;
  readonly missing: string | null;
  readonly advice: string;
  readonly remedy: "retry" | "token" | null;
  readonly retryAfterSeconds: number | null;
  readonly status: HealthStatus;
}

const LONGEST_WAIT_SECONDS = 120;

/** Null where nothing is missing. */
export function noticeOf(status: HealthStatus, now: Date): Notice | null {
  if (status.state === "OK" || status.state === "SKIPPED") return null;
  const wait = status.error?.retryAfterSeconds ?? null;
  return {
    provider: status.provider,
    tone: toneOf(status),
    title: titleOf(status, now),
    missing: missingOf(status, now),
    advice: adviceOf(status),
    remedy: remedyOf(status),
    retryAfterSeconds: wait !== null && wait <= LONGEST_WAIT_SECONDS ? wait : null,
    status,
  };
}

function toneOf({ state }: HealthStatus): Notice["tone"] {
  if (state === "NOT_LINKED") return "unlinked";
  return state === "STALE" ? "stale" : "missing";
}

function titleOf({ state, fetchedAt }: HealthStatus, now: Date): string {
  switch (state) {
    case "NOT_LINKED":
      return "is not connected";
    case "STALE":
      return fetchedAt
        ? `is shown as it was at ${recently(fetchedAt, now)} (${ago(fetchedAt, now)})`
        : "is shown as it was before";
    case "FAILED":
      return "is missing";
    default:
      return "is missing in part";
  }
}

function missingOf({ gaps }: HealthStatus, now: Date): string | null {
  if (gaps.length === 0) return null;
  const told = gaps.slice(0, 3).map((gap) => interval(gap.start, gap.end, now));
  const more = gaps.length > told.length ? `, and ${gaps.length - told.length} more` : "";
  return `Missing: ${told.join("; ")}${more}.`;
}

function adviceOf({ provider, state, error }: HealthStatus): string {
  const name = providerName(provider);
  if (state === "NOT_LINKED") return `Enter an access token of ${name} to see what it recorded.`;
  const reason = error?.message ?? "";
  switch (error?.action) {
    case "RELINK":
      return `${reason} Then enter the new token here.`;
    case "RENEW_SUBSCRIPTION":
      return `${reason} Renew the membership at ${name}.`;
    case "NARROW_RANGE":
      return `${reason} Less at once may work.`;
    case "CONTACT_OPERATOR":
      return `${reason} Tell whoever runs this gateway.`;
    case "RETRY_LATER":
      return `${reason} It may pass: the rest of your feed stays here meanwhile.`;
    default:
      return reason;
  }
}

function remedyOf({ state, error }: HealthStatus): Notice["remedy"] {
  if (state === "NOT_LINKED" || error?.action === "RELINK") return "token";
  return "retry";
}
