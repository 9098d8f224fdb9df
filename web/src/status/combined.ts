/** How whole a provider's part is: as the answer tells it, and as the cache holds it. */
export interface Status {
  readonly provider: string;
  readonly state: string;
  readonly itemCount: number;
  readonly fetchedAt?: string | null;
  readonly gaps: ReadonlyArray<{ readonly start: string; readonly end: string }>;
}

/** From the best to the worst; what is not known here counts as bad as a missing part. */
const STATES = ["SKIPPED", "OK", "STALE", "PARTIAL", "FAILED", "NOT_LINKED"];

function badness(state: string): number {
  const index = STATES.indexOf(state);
  return index === -1 ? STATES.indexOf("PARTIAL") : index;
}

/** The statuses of two pages together: the worse state with its error, the gaps of both. */
export function combined<S extends Status>(earlier: readonly S[], later: readonly S[]): S[] {
  return later.map((status) => {
    const before = earlier.find((one) => one.provider === status.provider);
    return before === undefined ? status : both(before, status);
  });
}

function both<S extends Status>(before: S, after: S): S {
  const worse = badness(before.state) > badness(after.state) ? before : after;
  const itemCount = before.itemCount + after.itemCount;
  const gaps = joined([...before.gaps, ...after.gaps]);
  return { ...worse, state: state(worse, itemCount), itemCount, gaps };
}

/** A part that failed on one page only is not all that the provider has. */
function state(worse: Status, itemCount: number): string {
  return worse.state === "FAILED" && itemCount > 0 ? "PARTIAL" : worse.state;
}

/** Gaps that touch as one, the latest first. */
function joined(gaps: Status["gaps"][number][]): Status["gaps"][number][] {
  const whole: Status["gaps"][number][] = [];
  for (const gap of gaps.toSorted((one, other) => (one.start < other.start ? 1 : -1))) {
    const last = whole.at(-1);
    if (last === undefined || gap.end < last.start) whole.push(gap);
    else whole[whole.length - 1] = { ...last, start: gap.start, end: maximum(last.end, gap.end) };
  }
  return whole;
}

function maximum(one: string, other: string): string {
  return one > other ? one : other;
}
