import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";

import { config } from "../config";
import { daysAfter, mondayOf, todayIn } from "../words/days";
import { dateOf, duration, kilometres, plural, spokenDuration, weekdayOf } from "../words/format";
import { sumsOf, type WeekSums } from "./sums";
import { useWeek } from "./useWeek";
import { WeekChart } from "./WeekChart";
import { WeekTable } from "./WeekTable";

/** One week at a glance: its sums in words, as bars, and as a table. */
export function Week() {
  const today = todayIn(config.timeZone);
  const thisMonday = mondayOf(today);
  const [monday, setMonday] = useState(thisMonday);
  const week = useWeek(monday);
  const sums = sumsOf(monday, week.activities ?? []);
  const isLoading = week.activities === undefined && week.error === undefined;
  return (
    <section className="week" aria-labelledby="week">
      <header>
        <div>
          <h2 id="week">{titleOf(monday, thisMonday)}</h2>
          <p>
            {dateOf(monday, today)} – {dateOf(daysAfter(monday, 6), today)}
          </p>
        </div>
        <div className="week-turn">
          <button
            type="button"
            className="icon-button"
            aria-label="Week before"
            onClick={() => setMonday(daysAfter(monday, -7))}
          >
            <ChevronLeft aria-hidden="true" />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label="Week after"
            aria-disabled={monday >= thisMonday}
            onClick={() => monday < thisMonday && setMonday(daysAfter(monday, 7))}
          >
            <ChevronRight aria-hidden="true" />
          </button>
        </div>
      </header>
      <div className="week-body" aria-busy={isLoading}>
        <Sums sums={sums} isLoading={isLoading} />
        <WeekChart sums={sums} today={today} label={isLoading ? "Loading" : inWords(sums)} />
      </div>
      {week.error && <p role="alert">The week could not be read: {week.error.message}</p>}
      {!week.isComplete && <p className="week-note">A part of this week is missing.</p>}
      <WeekTable sums={sums} today={today} />
    </section>
  );
}

function titleOf(monday: string, thisMonday: string): string {
  if (monday === thisMonday) return "This week";
  return monday === daysAfter(thisMonday, -7) ? "Last week" : "The week";
}

function Sums({ sums, isLoading }: { readonly sums: WeekSums; readonly isLoading: boolean }) {
  if (isLoading) return <dl className="sums" />;
  return (
    <dl className="sums">
      <div className="sums-first">
        <dt>active</dt>
        <dd>{duration(sums.exerciseSeconds)}</dd>
      </div>
      <div>
        <dt>{sums.exercises === 1 ? "workout" : "workouts"}</dt>
        <dd>{sums.exercises}</dd>
      </div>
      <div>
        <dt>distance</dt>
        <dd>{kilometres(sums.meters)}</dd>
      </div>
      <div>
        <dt>mind and rest</dt>
        <dd>{duration(sums.calmSeconds)}</dd>
      </div>
    </dl>
  );
}

function inWords(sums: WeekSums): string {
  if (sums.busiest === null) return "Nothing was recorded in this week.";
  return (
    `${spokenDuration(sums.exerciseSeconds)} of exercise in ${plural(sums.exercises, "workout")}, ` +
    `${spokenDuration(sums.calmSeconds)} of mindfulness and rest, ` +
    `most on ${weekdayOf(sums.busiest)}. The table below has each day.`
  );
}
