import { config } from "./config.js";

const SPECIAL_TOKENS = [
  ["expired", "the provider refuses the token: REAUTH_REQUIRED"],
  ["no-membership", "Oura's membership has ended: SUBSCRIPTION_EXPIRED"],
  ["rate-limited", "too many requests: RATE_LIMITED"],
  ["unavailable", "the provider answers 503: UPSTREAM_ERROR"],
  ["empty", "a person without any record"],
];

function TokensIcon(props) {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" {...props}>
      <circle cx="8" cy="15" r="4.5" />
      <path d="M11.5 11.5 20 3m-4 4 3 3m-6 0 2 2" strokeLinecap="round" />
    </svg>
  );
}

function WithTokens() {
  return (
    <>
      <p>
        Each provider's OAuth access token goes into a header of its own. Write the bare token into
        the <b>Headers</b> pane below the operation:
      </p>
      <dl>
        <dt>Google Fit</dt>
        <dd><code>{config.googleFitHeader}</code></dd>
        <dt>Oura</dt>
        <dd><code>{config.ouraHeader}</code></dd>
      </dl>
    </>
  );
}

function OnTheSandbox() {
  return (
    <>
      <p className="tokens-notice">
        This gateway runs on the <b>sandbox</b>: made-up people, no account needed.
      </p>
      <p>
        No header, or <code>demo</code>: the demo person. Any other value: another person, the same
        for the same value. These values stand for what can go wrong:
      </p>
      <dl>
        {SPECIAL_TOKENS.map(([token, meaning]) => (
          <div key={token}>
            <dt><code>{token}</code></dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function WithoutTokens() {
  return (
    <p>
      {config.sandbox ? "Without the sandbox, a" : "A"} provider without its token
      is <code>NOT_LINKED</code> and is not asked; the other one answers all the same.
    </p>
  );
}

function TokensPanel() {
  return (
    <section className="tokens" aria-label="Tokens">
      <h1>Tokens</h1>
      <WithTokens />
      {config.sandbox ? <OnTheSandbox /> : null}
      <WithoutTokens />
      <h2>What this page keeps</h2>
      <p>
        Headers are never stored: after a reload they are as they were
        at first. Operations and their
        variables stay in this browser until <b>Settings → Clear data</b>, which also brings the
        ready tabs back.
      </p>
      <p>
        <a href="graphiql/assets/NOTICE.md">Licences</a> of the software on this page.
      </p>
    </section>
  );
}

export const TOKENS_PLUGIN = { title: "Tokens", icon: TokensIcon, content: TokensPanel };
