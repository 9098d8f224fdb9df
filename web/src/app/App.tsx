import { KeyRound, Plus, RefreshCw } from "lucide-react";
import { useState } from "react";

import { client } from "../client";
import { config } from "../config";
import { Sunsets } from "../status/Sunsets";
import { ActivityFeed } from "./ActivityFeed";

type Open = "add" | "tokens" | null;

/** The whole page. */
export function App() {
  const [open, setOpen] = useState<Open>(null);
  const [refreshes, setRefreshes] = useState(0);
  const [person, setPerson] = useState(0);

  /** Nothing of one person stays when the tokens are another's. */
  async function changePerson() {
    await client.clearStore();
    setPerson((before) => before + 1);
  }

  return (
    <>
      <a className="skip" href="#feed">
        Skip to your activities
      </a>
      <header className="top">
        <p className="brand">
          <BrandMark /> Activity
        </p>
        <nav aria-label="What you can do">
          <button
            type="button"
            className="icon-button"
            aria-label="Refresh"
            onClick={() => setRefreshes(refreshes + 1)}
          >
            <RefreshCw aria-hidden="true" />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label="Access tokens"
            onClick={() => setOpen("tokens")}
          >
            <KeyRound aria-hidden="true" />
          </button>
          <button type="button" className="button primary" onClick={() => setOpen("add")}>
            <Plus aria-hidden="true" />{" "}
            <span>
              Add<span className="when-wide"> session</span>
            </span>
          </button>
        </nav>
      </header>
      <ActivityFeed
        key={person}
        refreshes={refreshes}
        open={open}
        onOpen={setOpen}
        onTokens={() => void changePerson()}
      />
      <footer className="bottom">
        <div>
          <p>
            One feed over Google Fit and Oura, merged by the activity gateway.
            {config.sandbox && " Everything here is made up."}
          </p>
          <Sunsets />
        </div>
        {config.graphiql && <a href={config.graphiql}>Ask it yourself in GraphiQL</a>}
      </footer>
    </>
  );
}

/** A ring and a diamond: the two shapes of the providers, meeting. */
function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="12" cy="16" r="7" />
      <path d="M20.5 8.5 28 16l-7.5 7.5L13 16Z" />
    </svg>
  );
}
