import { FlaskConical } from "lucide-react";
import { useRef, useState } from "react";

import { begin, readScenario } from "./control";
import { SCENARIOS, type Scenario } from "./scenarios";

interface Props {
  /** Reads the feed anew, past the cache. */
  readonly onChange: (keepsStale: boolean) => Promise<void>;
}

/** Lets the sandbox's providers fail, to see what becomes of the feed. */
export function Faults({ onChange }: Props) {
  const [chosen, setChosen] = useState<string>("none");
  const [keepsStale, setKeepsStale] = useState(true);
  const [said, setSaid] = useState("");
  const choices = useRef(0);

  async function told(work: () => Promise<void>) {
    try {
      await work();
    } catch (failure) {
      setSaid(`That did not work: ${failure instanceof Error ? failure.message : failure}`);
    }
  }

  const look = () =>
    told(async () => {
      const before = choices.current;
      const found = await readScenario();
      // What was chosen meanwhile counts more than what was found.
      if (choices.current === before) setChosen(found?.id ?? "");
    });

  const choose = (scenario: Scenario) =>
    told(async () => {
      choices.current += 1;
      setChosen(scenario.id);
      setSaid("Reading the feed anew…");
      await begin(scenario);
      await onChange(keepsStale);
      setSaid(`${scenario.name}: the feed below is as read now.`);
    });

  const keep = (keeps: boolean) =>
    told(async () => {
      setKeepsStale(keeps);
      await onChange(keeps);
    });

  return (
    <details className="faults" onToggle={(event) => event.currentTarget.open && void look()}>
      <summary>
        <FlaskConical aria-hidden="true" /> Sandbox: let something fail
      </summary>
      <fieldset>
        <legend>
          Both providers are played by the sandbox, with made-up data. What shall go wrong, for
          everybody who uses it?
        </legend>
        <div className="choices">
          {SCENARIOS.map((scenario) => (
            <label key={scenario.id} className="choice">
              <input
                type="radio"
                name="scenario"
                checked={chosen === scenario.id}
                onChange={() => void choose(scenario)}
              />
              <span>{scenario.name}</span>
            </label>
          ))}
        </div>
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            aria-checked={keepsStale}
            checked={keepsStale}
            onChange={(event) => void keep(event.target.checked)}
          />
          <span>Let kept data stand in where a provider fails</span>
        </label>
      </fieldset>
      <p role="status" className="faults-said">
        {said}
      </p>
    </details>
  );
}
