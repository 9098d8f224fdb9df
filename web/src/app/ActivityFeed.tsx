import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

import { client } from "../client";
import { config } from "../config";
import type { Doomed } from "../feed/ActivityCard";
import { Feed } from "../feed/Feed";
import { useFeed } from "../feed/useFeed";
import { Faults } from "../sandbox/Faults";
import { AddDialog } from "../session/AddDialog";
import { DeleteDialog } from "../session/DeleteDialog";
import { Health } from "../status/Health";
import { TokensDialog } from "../tokens/TokensDialog";
import { useAnnounce } from "../ui/Announcer";
import { WEEK } from "../week/useWeek";
import { Week } from "../week/Week";

type Open = "add" | "tokens" | null;

interface Props {
  /** How often the person has asked for a refresh. */
  readonly refreshes: number;
  readonly open: Open;
  readonly onOpen: (open: Open) => void;
  readonly onTokens: () => void;
}

/** The week, what is missing, and the timeline; with the dialogs that change them. */
export function ActivityFeed({ refreshes, open, onOpen, onTokens }: Props) {
  const feed = useFeed();
  const announce = useAnnounce();
  const seen = useRef(refreshes);
  const heading = useRef<HTMLHeadingElement>(null);
  const [newId, setNewId] = useState<string | null>(null);
  const [doomed, setDoomed] = useState<Doomed | null>(null);

  async function refreshAll(keepsStale?: boolean) {
    await feed.refresh({ live: true, ...(keepsStale !== undefined && { keepsStale }) });
    await client.refetchQueries({ include: [WEEK] });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: each asking refreshes once
  useEffect(() => {
    if (refreshes === seen.current) return;
    seen.current = refreshes;
    void refreshAll().then(() => announce("The feed is as read now."));
  }, [refreshes]);

  return (
    <main>
      <h1 className="for-readers">Your activities</h1>
      <Week />
      {config.sandbox && <Faults onChange={refreshAll} />}
      <h2 id="feed" ref={heading} tabIndex={-1} className="for-readers">
        Timeline
      </h2>
      <Health
        providers={feed.page?.providers ?? []}
        isLoading={feed.isLoading}
        onRetry={() => void refreshAll()}
        onTokens={() => onOpen("tokens")}
      />
      <Feed feed={feed} newId={newId} onDelete={setDoomed} />
      {open === "add" && (
        <AddDialog
          onClose={() => onOpen(null)}
          onAdded={(id, said) => {
            onOpen(null);
            setNewId(id);
            announce(said);
            void feed.refresh();
          }}
        />
      )}
      {open === "tokens" && (
        <TokensDialog
          onClose={() => onOpen(null)}
          onChanged={() => {
            onOpen(null);
            onTokens();
          }}
        />
      )}
      {doomed && (
        <DeleteDialog
          doomed={doomed}
          onClose={() => setDoomed(null)}
          onDeleted={(said) => {
            // Behind the open dialog nothing can have the focus.
            flushSync(() => setDoomed(null));
            announce(said);
            heading.current?.focus({ preventScroll: true });
            void feed.refresh();
          }}
        />
      )}
    </main>
  );
}
