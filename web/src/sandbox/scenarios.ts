/** What can go wrong, as the sandbox's control takes it (`POST /sandbox/faults`). */
export interface Fault {
  readonly provider: "google_fit" | "oura";
  readonly fault: "STATUS" | "MALFORMED_JSON";
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  readonly route?: string;
  readonly method?: string;
}

export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly faults: readonly Fault[];
}

export const SCENARIOS: readonly Scenario[] = [
  { id: "none", name: "All is well", faults: [] },
  {
    id: "oura-down",
    name: "Oura is out of order",
    faults: [{ provider: "oura", fault: "STATUS", status: 503 }],
  },
  {
    id: "oura-refuses",
    name: "Oura refuses the token",
    faults: [{ provider: "oura", fault: "STATUS", status: 401 }],
  },
  {
    id: "oura-pulse",
    name: "Oura has no heart rates",
    faults: [{ provider: "oura", fault: "STATUS", status: 503, route: "heartrate" }],
  },
  {
    id: "fit-busy",
    name: "Google Fit has had enough calls",
    faults: [{ provider: "google_fit", fault: "STATUS", status: 429, retryAfterSeconds: 20 }],
  },
  {
    id: "fit-garbled",
    name: "Google Fit’s answers are garbled",
    faults: [{ provider: "google_fit", fault: "MALFORMED_JSON" }],
  },
  {
    id: "fit-read-only",
    name: "Google Fit takes no writes",
    faults: [
      { provider: "google_fit", fault: "STATUS", status: 503, method: "PUT" },
      { provider: "google_fit", fault: "STATUS", status: 503, method: "DELETE" },
    ],
  },
];
