import { CircleCheck, CircleSlash2, History, TriangleAlert } from "lucide-react";

import { type FragmentType, graphql, readFragment } from "../gql";
import type { ProviderHealthFragment } from "../gql/graphql";
import { useCountdown, useNow } from "../ui/hooks";
import { ProviderMark } from "../ui/ProviderMark";
import { recently } from "../words/format";
import { providerName } from "../words/providers";
import { type Notice, noticeOf } from "./words";

export const HEALTH = graphql(`
  fragment ProviderHealth on ProviderStatus {
    provider
    state
    itemCount
    fetchedAt
    error {
      code
      message
      action
      retryable
      retryAfterSeconds
    }
    gaps {
      start
      end
    }
  }
`);

interface Props {
  readonly providers: ReadonlyArray<FragmentType<typeof HEALTH>>;
  readonly isLoading: boolean;
  readonly onRetry: () => void;
  readonly onTokens: () => void;
}

/** What each provider contributed: a line where all is well, a notice where something is missing. */
export function Health({ providers, isLoading, onRetry, onTokens }: Props) {
  const now = useNow();
  const statuses = providers
    .map((one) => readFragment(HEALTH, one))
    .filter((one) => one.state !== "SKIPPED");
  const notices = statuses.map((one) => noticeOf(one, now)).filter((one) => one !== null);
  const whole = statuses.filter((one) => one.state === "OK");
  return (
    <section className="health" aria-label="What the providers told">
      <ul className="health-line">
        {whole.map((one) => (
          <li key={one.provider}>
            <CircleCheck aria-hidden="true" />
            <ProviderMark provider={one.provider} /> complete
            {one.fetchedAt && `, as of ${recently(one.fetchedAt, now)}`}
          </li>
        ))}
      </ul>
      {/* Apart from the notices, whose countdowns nobody wants to have read out. */}
      <p className="for-readers" role="status">
        {notices.map((one) => `${providerName(one.provider)} ${one.title}.`).join(" ")}
      </p>
      {notices.map((notice) => (
        <ProviderNotice
          key={notice.provider}
          notice={notice}
          isLoading={isLoading}
          onRetry={onRetry}
          onTokens={onTokens}
        />
      ))}
    </section>
  );
}

interface NoticeProps extends Omit<Props, "providers"> {
  readonly notice: Notice;
}

const SHAPES = { stale: History, missing: TriangleAlert, unlinked: CircleSlash2 };

function ProviderNotice({ notice, isLoading, onRetry, onTokens }: NoticeProps) {
  const Shape = SHAPES[notice.tone];
  return (
    <div className="notice" data-tone={notice.tone}>
      <Shape aria-hidden="true" />
      <div>
        <p className="notice-title">
          <ProviderMark provider={notice.provider} /> {notice.title}
        </p>
        {notice.missing && <p>{notice.missing}</p>}
        <p>{notice.advice}</p>
      </div>
      {notice.remedy === "retry" && (
        <Retry notice={notice} isLoading={isLoading} onRetry={onRetry} />
      )}
      {notice.remedy === "token" && (
        <button type="button" className="button" onClick={onTokens}>
          Enter a token
        </button>
      )}
    </div>
  );
}

/** Tries by itself where the provider said when; by hand at any time. */
function Retry({ notice, isLoading, onRetry }: Omit<NoticeProps, "onTokens">) {
  const left = useCountdown(notice.retryAfterSeconds, notice.status, onRetry);
  return (
    <button type="button" className="button" aria-disabled={isLoading} onClick={onRetry}>
      {isLoading ? "Trying…" : left > 0 ? `Try again (by itself in ${left} s)` : "Try again"}
    </button>
  );
}

export type HealthStatus = ProviderHealthFragment;
