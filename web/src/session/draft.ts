import { graphql } from "../gql";
import type { ActivityType, FormProblemFragment, UpsertSessionInput } from "../gql/graphql";

export const PROBLEM = graphql(`
  fragment FormProblem on UserError {
    code
    message
    field
  }
`);

/** The form as it is filled in; times are wall clocks here (2026-11-21T18:00). */
export interface Draft {
  readonly title: string;
  readonly type: ActivityType;
  readonly start: string;
  readonly end: string;
}

export type FieldName = keyof Draft;
export type Problems = Partial<Record<FieldName | "form", string>>;

const FIELDS: Record<string, FieldName> = {
  title: "title",
  type: "type",
  startTime: "start",
  endTime: "end",
};
const LABELS: Record<string, string> = {
  title: "the title",
  type: "the type",
  start: "the start",
  end: "the end",
};
const FIVE_MINUTES = 5 * 60_000;
const HOUR = 60 * 60_000;

/** The hour that ends now, to five minutes. */
export function newDraft(now: Date): Draft {
  const end = Math.floor(now.getTime() / FIVE_MINUTES) * FIVE_MINUTES;
  return { title: "", type: "RUNNING", start: wallClock(end - HOUR), end: wallClock(end) };
}

/** Only what cannot be sent is told here; all else the gateway says better. */
export function problemsBefore(draft: Draft): Problems {
  const problems: Problems = {};
  if (draft.start === "") problems.start = "Say when it began.";
  if (draft.end === "") problems.end = "Say when it ended.";
  return problems;
}

/** `clientSessionId` is the form's own, so that sending it twice makes one session. */
export function inputOf(draft: Draft, clientSessionId: string): UpsertSessionInput {
  return {
    clientSessionId,
    title: draft.title,
    type: draft.type,
    startTime: new Date(draft.start).toISOString(),
    endTime: new Date(draft.end).toISOString(),
  };
}

/** Each problem at its field; what is about no field here, above them all. */
export function problemsIn(told: readonly FormProblemFragment[]): Problems {
  const problems: Problems = {};
  for (const { field, message } of told) {
    const name = FIELDS[field?.[1] ?? ""] ?? "form";
    const said = inWords(message);
    problems[name] = problems[name] ? `${problems[name]} ${said}` : said;
  }
  return problems;
}

/** The gateway names inputs as the schema does, `endTime`; here they have labels. */
function inWords(message: string): string {
  const said = message.replace(/`(\w+)`/g, (quoted, name) => LABELS[FIELDS[name] ?? ""] ?? quoted);
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** `crypto.randomUUID` is only there on https and on this machine. */
export function newSessionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `page-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function wallClock(milliseconds: number): string {
  const offset = new Date(milliseconds).getTimezoneOffset() * 60_000;
  return new Date(milliseconds - offset).toISOString().slice(0, 16);
}
