import { RefreshCw } from "lucide-react";
import { useRef } from "react";

import { config } from "../config";
import { useNearness } from "../ui/hooks";
import { daysAfter, todayIn } from "../words/days";
import { dateOf, duration, instant, weekdayOf } from "../words/format";
import { ActivityCard, type Doomed } from "./ActivityCard";
import { byDay, type FeedDay } from "./by-day";
import type { Feed as FeedState } from "./useFeed";

interface Props {
  readonly feed: FeedState;
  readonly newId: string | null;
  readonly onDelete: (doomed: Doomed) => void;
}

/** The timeline: a section for each day, the newest first, more as one scrolls. */
export function Feed({ feed, newId, onDelete }: Props) {
  const { page } = feed;
  if (page === undefined) return feed.error ? <Failed feed={feed} /> : <Loading />;
  const days = byDay(page.edges.map((edge) => edge.node));
  const today = todayIn(config.timeZone);
  return (
    <div className="days" aria-busy={feed.isLoading}>
      {feed.error && <Failed feed={feed} />}
      {days.length === 0 && <Empty />}
      {days.map((day) => (
        <Day key={day.day} day={day} today={today} newId={newId} onDelete={onDelete} />
      ))}
      <End feed={feed} />
    </div>
  );
}

interface DayProps {
  readonly day: FeedDay;
  readonly today: string;
  readonly newId: string | null;
  readonly onDelete: (doomed: Doomed) => void;
}

function Day({ day: { day, activities, activeSeconds }, today, newId, onDelete }: DayProps) {
  return (
    <section className="day" aria-labelledby={`day-${day}`}>
      <header>
        <h2 id={`day-${day}`}>
          <span className="day-name">{relativeDay(day, today)}</span>{" "}
          <time dateTime={day}>{dateOf(day, today)}</time>
        </h2>
        {activeSeconds > 0 && <p>{duration(activeSeconds)} active</p>}
      </header>
      <div className="cards">
        {activities.map((activity) => (
          <ActivityCard
            key={activity.id}
            activity={activity}
            isNew={activity.id === newId}
            onDelete={onDelete}
          />
        ))}
      </div>
    </section>
  );
}

function relativeDay(day: string, today: string): string {
  if (day === today) return "Today";
  return day === daysAfter(today, -1) ? "Yesterday" : weekdayOf(day);
}

/** More by scrolling, and by a button for those who do not scroll. */
function End({ feed }: { readonly feed: FeedState }) {
  const end = useRef<HTMLDivElement>(null);
  const hasMore = feed.page?.pageInfo.hasNextPage ?? false;
  const canLoad = hasMore && !feed.isLoading && !feed.isLoadingMore && !feed.moreError;
  useNearness(end, canLoad, feed.loadMore);
  if (!hasMore) return <p className="feed-end">{lastWords(feed)}</p>;
  return (
    <div ref={end} className="feed-more">
      {feed.moreError && (
        <p role="alert">Older activities could not be read: {feed.moreError.message}</p>
      )}
      <button
        type="button"
        className="button"
        aria-disabled={feed.isLoadingMore}
        onClick={feed.loadMore}
      >
        {moreWords(feed)}
      </button>
    </div>
  );
}

function moreWords(feed: FeedState): string {
  if (feed.isLoadingMore) return "Loading older activities…";
  return feed.moreError ? "Try again" : "Load older activities";
}

function lastWords({ page }: FeedState): string {
  if (page === undefined || page.edges.length === 0) return "";
  const last = page.edges.at(-1)?.node.startTime;
  return last ? `That is everything, back to ${instant(last)}.` : "";
}

function Failed({ feed }: { readonly feed: FeedState }) {
  return (
    <div className="empty" role="alert">
      <h2>The gateway did not answer</h2>
      <p>{feed.error?.message}</p>
      <button type="button" className="button" onClick={() => void feed.refresh()}>
        <RefreshCw aria-hidden="true" /> Try again
      </button>
    </div>
  );
}

function Empty() {
  return (
    <div className="empty">
      <h2>No activities yet</h2>
      <p>
        What Google Fit and Oura record will stand here, day by day. You can also add a session of
        your own.
      </p>
    </div>
  );
}

function Loading() {
  return (
    <div className="days">
      <p className="for-readers" role="status">
        Loading your activities…
      </p>
      {[3, 2].map((cards) => (
        <div className="day skeleton" key={cards} aria-hidden="true">
          <header>
            <span />
          </header>
          <div className="cards">
            {Array.from({ length: cards }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
              <div className="card" key={index} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
