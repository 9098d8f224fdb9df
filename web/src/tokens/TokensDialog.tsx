import { useState } from "react";

import { config } from "../config";
import type { Provider } from "../gql/graphql";
import { Dialog } from "../ui/Dialog";
import { ProviderMark } from "../ui/ProviderMark";
import { currentTokens, setTokens, type Tokens } from "./tokens";

interface Props {
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

const PROVIDERS: readonly Provider[] = ["GOOGLE_FIT", "OURA"];

/** Whose data is shown: an access token for each provider. */
export function TokensDialog({ onClose, onChanged }: Props) {
  const [tokens, set] = useState<Tokens>(currentTokens);

  function use(entered: Tokens) {
    setTokens(entered);
    onChanged();
  }

  return (
    <Dialog title="Access tokens" onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          use(tokens);
        }}
      >
        <p className="form-lead">{config.sandbox ? SANDBOX_LEAD : LEAD}</p>
        {PROVIDERS.map((provider) => (
          <div className="field" key={provider}>
            <label htmlFor={`token-${provider}`}>
              <ProviderMark provider={provider} />
            </label>
            <input
              id={`token-${provider}`}
              type={config.sandbox ? "text" : "password"}
              autoComplete="off"
              spellCheck={false}
              value={tokens[provider]}
              onChange={(event) => set({ ...tokens, [provider]: event.target.value })}
            />
          </div>
        ))}
        <div className="form-end">
          <button
            type="button"
            className="button"
            onClick={() => use({ GOOGLE_FIT: "", OURA: "" })}
          >
            Forget both
          </button>
          <button type="submit" className="button primary">
            Use these
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const LEAD =
  "They go to this gateway with each request, and to nobody else. This tab keeps them until it is " +
  "closed; nothing is stored on disk.";
const SANDBOX_LEAD =
  "None is needed here: without tokens you are the demo person, and any word is another one. The " +
  "words empty, expired, no-membership, rate-limited and unavailable do as they say.";
