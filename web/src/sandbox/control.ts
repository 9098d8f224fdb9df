import { config } from "../config";
import { type Fault, SCENARIOS, type Scenario } from "./scenarios";

/** The scenario that is in force at the sandbox, whoever began it; null: some other faults. */
export async function readScenario(): Promise<Scenario | null> {
  const answer = await call("GET");
  const { faults } = (await answer.json()) as { faults: Fault[] };
  const isOf = (scenario: Scenario) =>
    scenario.faults.length === faults.length &&
    scenario.faults.every((one) => faults.some((other) => isSame(one, other)));
  return SCENARIOS.find(isOf) ?? null;
}

/** Ends every fault of the sandbox, and begins those of the scenario. */
export async function begin(scenario: Scenario): Promise<void> {
  await call("DELETE");
  for (const fault of scenario.faults) await call("POST", fault);
}

function isSame(one: Fault, other: Fault): boolean {
  const names = ["provider", "fault", "status", "route", "method"] as const;
  return names.every((name) => (one[name] ?? null) === (other[name] ?? null));
}

async function call(method: string, body?: Fault): Promise<Response> {
  const answer = await fetch(config.faults, {
    method,
    credentials: "omit",
    redirect: "error",
    ...(body && { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });
  if (!answer.ok) throw new Error(`the sandbox's control answered ${answer.status}.`);
  return answer;
}
